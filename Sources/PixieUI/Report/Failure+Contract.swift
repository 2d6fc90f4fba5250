import LoginFlow
import OAuth

// What scripts are told about a failure. Names stay as they are once they were released.
extension Failure.Cause {
    var outcome: LoginReport.Outcome {
        switch self {
        case .provider: .refused
        case .token(let fault): fault.isRefusal ? .refused : .failed
        case .push(let fault): fault.isRefusal ? .refused : .failed
        case .expired: .expired
        case .cancelled: .cancelled
        case .transport, .discovery, .listener, .keys, .idToken: .failed
        }
    }

    var reason: String {
        switch self {
        case .transport(let failure, _, _): failure.reason
        case .discovery(let fault): fault.reason
        case .listener(.portTaken): "port_taken"
        case .listener(.cannotListen): "cannot_listen"
        case .provider(let error): error.reason
        case .token(let fault): fault.reason
        case .push(let fault): fault.reason
        case .keys(.unreachable(let failure)): failure.reason
        case .keys(.unusable(let fault)): fault.reason
        case .idToken(let fault): fault.reason
        case .expired: "expired"
        case .cancelled: "cancelled"
        }
    }

    var exitStatus: ExitStatus {
        switch self {
        case .transport(let failure, _, _), .keys(.unreachable(let failure)): failure.exitStatus
        case .discovery(let fault): fault.exitStatus
        case .listener: .other
        case .provider, .cancelled: .refused
        case .token(let fault): fault.exitStatus
        case .push(.answer(let fault)): fault.exitStatus
        case .keys(.unusable(let fault)): fault.exitStatus
        case .idToken: .checkFailed
        case .expired: .expired
        }
    }
}

extension TransportFailure {
    var reason: String {
        switch self {
        case .unresolved: "network_unresolved"
        case .refused: "network_refused"
        case .timedOut(.connecting, _): "network_connect_timeout"
        case .timedOut(.answering, _): "network_timeout"
        case .connectionLost: "network_connection_lost"
        case .tooLarge: "network_answer_too_large"
        case .tls: "network_tls"
        case .proxy: "network_proxy"
        case .packed: "network_packed"
        case .garbled: "network_not_http"
        case .cancelled: "cancelled"
        }
    }

    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .unresolved, .refused, .timedOut, .connectionLost, .tooLarge, .tls, .proxy, .packed, .garbled: .network
        case .cancelled: .refused
        }
    }
}

extension DiscoveryFault {
    /// A server that is not there or broken is trouble; a document that breaks a rule is a failed check.
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .status: .other
        case .notJSON, .badJSON, .issuerMissing, .issuerDiffers, .missing, .wrongType, .badEndpoint, .noCodeFlow,
            .noFormPost, .noS256, .noSignature, .changed:
            .checkFailed
        }
    }
}

extension KeysFault {
    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .status: .other
        case .notJSON, .badJSON, .noKeyList: .checkFailed
        }
    }
}

extension TokenFault {
    /// The token endpoint said no, in the words of RFC 6749 5.2.
    fileprivate var isRefusal: Bool {
        switch self {
        case .oauth: true
        case .notJSON, .badJSON, .redirected, .status, .missing, .wrongType, .unknownTokenType, .notBound,
            .badCharacters,
            .tooLong:
            false
        }
    }

    fileprivate var exitStatus: ExitStatus {
        switch self {
        case .oauth: .refused
        case .status: .other
        // It is thrown for a successful status only, 204 with nothing in it included.
        case .notJSON, .badJSON, .redirected, .missing, .wrongType, .unknownTokenType, .notBound, .badCharacters,
            .tooLong:
            .checkFailed
        }
    }
}
