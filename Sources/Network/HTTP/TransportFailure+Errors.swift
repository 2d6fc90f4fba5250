import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import OAuth

#if canImport(Glibc)
    import Glibc
#endif

extension TransportFailure {
    /// What is known about the request that an error ended.
    struct Circumstances {
        let host: String
        let port: Int
        let proxy: String?
        let wasSent: Bool
        let deadlinePassed: Bool
        let limits: NetworkLimits

        var connectingTooLong: TransportFailure {
            if let proxy { return .proxy(ForeignText("\(proxy) did not connect to \(host) in time")) }
            return .timedOut(phase: .connecting, after: limits.connectSeconds)
        }
        var answeringTooLong: TransportFailure {
            .timedOut(phase: wasSent ? .answering : .connecting, after: limits.exchangeSeconds)
        }

        /// The connection ended. Before the request left, that is the doing of the proxy if there is one.
        var connectionEnded: TransportFailure {
            if let proxy, !wasSent { return .proxy(ForeignText("\(proxy) closed the connection")) }
            return .connectionLost(sent: wasSent)
        }

        /// Nothing could be connected to.
        var nothingThere: TransportFailure {
            if let proxy { return .proxy(ForeignText("\(proxy) does not accept connections")) }
            return .refused(host: host, port: port)
        }

        var unresolved: TransportFailure {
            if let proxy { return .proxy(ForeignText("\(proxy) has no address")) }
            return .unresolved(host: host)
        }
    }

    /// The failure that an error of the libraries below stands for.
    init(_ error: any Error, _ circumstances: Circumstances) {
        switch error {
        case let refusal as ReplyCollector.Refusal:
            self = refusal.failure
        case let overrun as AnswerGuard.Overrun:
            self = .tooLarge(what: overrun.part, limit: overrun.limit)
        case let error as HTTPClientError:
            self = Self.of(error, circumstances)
        case let error as NIOConnectionError:
            self = Self.of(error, circumstances)
        case let error as IOError:
            self = Self.of(errno: error.errnoCode, circumstances)
        case let error as HTTPParserError:
            self = Self.of(error, circumstances)
        case let error as ChannelError:
            self = Self.of(error, circumstances)
        case let error as NIOSSLError:
            self = Self.of(error, circumstances)
        case let error as NIOSSLExtraError:
            self = Self.of(error, circumstances)
        case is ServerName.Mismatch:
            self = Self.wrongName(circumstances)
        case is SocketAddressError:
            self = circumstances.unresolved
        default:
            self = .garbled(ForeignText(String(describing: error)))
        }
    }

    private static func of(_ error: HTTPClientError, _ circumstances: Circumstances) -> TransportFailure {
        let proxy = circumstances.proxy ?? "the proxy"
        switch error {
        case .deadlineExceeded, .readTimeout, .writeTimeout:
            return circumstances.answeringTooLong
        case .cancelled:
            // The client reports a request as cancelled that was still queued at its deadline.
            return circumstances.deadlinePassed ? circumstances.answeringTooLong : .cancelled
        case .alreadyShutdown, .shutdownUnsupported:
            return .cancelled
        case .connectTimeout, .getConnectionFromPoolTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout:
            return circumstances.connectingTooLong
        case .proxyAuthenticationRequired:
            return .proxy(ForeignText("\(proxy) asks for a user name and password (407)"))
        case .invalidProxyResponse:
            return .proxy(ForeignText("\(proxy) refused to connect to \(circumstances.host)"))
        case .remoteConnectionClosed, .uncleanShutdown, .writeAfterRequestSent:
            return circumstances.connectionEnded
        default:
            return .garbled(ForeignText(error.shortDescription))
        }
    }

    private static func of(_ error: NIOConnectionError, _ circumstances: Circumstances) -> TransportFailure {
        guard !error.connectionErrors.isEmpty else {
            return error.dnsAError == nil && error.dnsAAAAError == nil
                ? circumstances.nothingThere : circumstances.unresolved
        }
        // Every address failed. One that timed out says more than one that has no route.
        let failures = error.connectionErrors.map { TransportFailure($0.error, circumstances) }
        return failures.first { $0 == circumstances.connectingTooLong } ?? failures[0]
    }

    private static func of(errno code: CInt, _ circumstances: Circumstances) -> TransportFailure {
        switch code {
        case ECONNREFUSED, EHOSTUNREACH, ENETUNREACH, EADDRNOTAVAIL, EAFNOSUPPORT, ENETDOWN, EHOSTDOWN, EACCES, EPERM:
            circumstances.wasSent ? .connectionLost(sent: true) : circumstances.nothingThere
        case ETIMEDOUT:
            circumstances.wasSent ? .connectionLost(sent: true) : circumstances.connectingTooLong
        default:
            circumstances.connectionEnded
        }
    }

    private static func of(_ error: HTTPParserError, _ circumstances: Circumstances) -> TransportFailure {
        switch error {
        case .headerOverflow:
            .tooLarge(what: .headers, limit: circumstances.limits.headerBlock)
        case .invalidEOFState, .closedConnection:
            circumstances.connectionEnded
        default:
            .garbled(ForeignText("The answer is not HTTP (\(error))."))
        }
    }

    private static func of(_ error: ChannelError, _ circumstances: Circumstances) -> TransportFailure {
        switch error {
        case .connectTimeout:
            circumstances.connectingTooLong
        default:
            circumstances.connectionEnded
        }
    }

    private static func of(_ error: NIOSSLError, _ circumstances: Circumstances) -> TransportFailure {
        switch error {
        case .handshakeFailed(.sslError(let stack)) where stack == [.eofDuringHandshake]:
            return circumstances.connectionEnded
        case .handshakeFailed(.sslError(let stack)):
            let text = stack.map(\.description).joined(separator: " ")
            if text.contains("CERTIFICATE_VERIFY_FAILED") {
                return .tls(ForeignText(CertificateProbe.unknownComplaint))
            }
            return .tls(ForeignText("The handshake failed: \(Self.reason(in: text))."))
        case .handshakeFailed, .shutdownFailed, .uncleanShutdown, .readInInvalidTLSState, .writeDuringTLSShutdown:
            return circumstances.connectionEnded
        case .cannotFindPeerIP, .unableToValidateCertificate, .noCertificateToValidate, .cannotMatchULabel:
            return Self.wrongName(circumstances)
        default:
            return .tls(ForeignText("The handshake failed (\(error))."))
        }
    }

    private static func of(_ error: NIOSSLExtraError, _ circumstances: Circumstances) -> TransportFailure {
        switch error {
        case .failedToValidateHostname, .serverHostnameImpossibleToMatch:
            wrongName(circumstances)
        default:
            .tls(ForeignText("The handshake failed (\(error))."))
        }
    }

    private static func wrongName(_ circumstances: Circumstances) -> TransportFailure {
        .tls(ForeignText("The certificate is for another name than \(circumstances.host)."))
    }

    /// `WRONG_VERSION_NUMBER` out of BoringSSL's long line, in lower case and with spaces.
    private static func reason(in text: String) -> String {
        let words = text.split { !("A"..."Z" ~= $0 || "0"..."9" ~= $0 || $0 == "_") }.map(String.init)
        let word = words.first { $0.count > 6 && $0.contains("_") && !$0.hasPrefix("OPENSSL") }
        return word.map { $0.lowercased().split(separator: "_").joined(separator: " ") } ?? "no reason given"
    }
}
