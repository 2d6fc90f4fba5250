import LoginFlow
public import OAuth

// No answer came, for a reason of the network.
extension Explain {
    static func transport(
        _ trouble: TransportFailure, during purpose: HTTPCall.Purpose, host: String, _ known: Known
    ) -> Explanation {
        let host = ForeignText(host).safe(limit: 100)
        let story = story(of: trouble, at: host, while: purpose.doing)
        return Explanation(
            story.title, what: story.what, why: story.why + consequence(of: trouble, during: purpose),
            risk: story.risk, next: story.advice + [known.again] + change(trouble, purpose) + [.leave])
    }

    /// The same in one line, for commands without a login: what happened, why, and what to look at.
    public static func summary(
        of trouble: TransportFailure, during purpose: HTTPCall.Purpose, host: String
    ) -> String {
        let story = story(of: trouble, at: ForeignText(host).safe(limit: 100), while: purpose.doing)
        return ([story.what] + story.why + story.advice.map(\.text)).joined(separator: " ")
    }

    private struct Story {
        let title: String
        let what: String
        let why: [String]
        var risk: String?
        var advice: [NextStep] = []
    }

    private static func story(of trouble: TransportFailure, at host: String, while doing: String) -> Story {
        switch trouble {
        case .unresolved(let name):
            let name = ForeignText(name).safe(limit: 100)
            return Story(
                title: "The name \(name) is not known",
                what: "The name \(name) has no IP address, so pixie could not \(doing).",
                why: ["The name may be mistyped, this machine may be offline, or the name exists only inside a VPN."],
                advice: [.advice("Check the name and the network, and connect to the VPN if there is one.")])
        case .refused(let name, let port):
            let name = ForeignText(name).safe(limit: 100)
            return Story(
                title: "Nothing answers at \(name), port \(port)",
                what: "The connection to \(name), port \(port) was refused, so pixie could not \(doing).",
                why: ["No program listens on that port, or a firewall is in between."],
                advice: [.advice("Check the port, and whether the provider is running.")])
        case .timedOut(.connecting, let seconds):
            return Story(
                title: "No connection to \(host)",
                what: "\(host) did not take the connection within \(length(seconds)) (to \(doing)).",
                why: [
                    "The machine is down, a firewall drops the packets without a word, or the name server does not "
                        + "answer."
                ],
                advice: [.advice("Check the network, the VPN and the proxy.")])
        case .timedOut(.answering, let seconds):
            return Story(
                title: "\(host) did not answer in time",
                what: "\(host) took the request to \(doing) and did not finish its answer within \(length(seconds)).",
                why: ["The provider is slow or stuck. The limit is for the whole exchange, so dripping does not help."])
        case .connectionLost(let sent):
            return Story(
                title: "The connection to \(host) was lost",
                what: "The connection broke while pixie tried to \(doing), "
                    + (sent ? "before the answer was whole." : "before the request had left."),
                why: ["The provider or something on the way closed it."])
        case .tooLarge(let part, let limit):
            return Story(
                title: "The answer of \(host) is too large",
                what:
                    "The \(part.name) of the answer passed the limit of \(part.limit(size(limit))), so pixie stopped reading.",
                why: ["No answer that is needed to \(doing) is that large: this is another server, or a broken one."],
                advice: [.advice("Check that the issuer is the right address.")])
        case .tls(let reason):
            return Story(
                title: "\(host) could not prove who it is",
                what: "The TLS connection to \(host) was refused: \(lastQuoted(reason)).",
                why: ["The certificate or the handshake is not acceptable. pixie has no option to go on without it."],
                risk: "Somebody may be pretending to be \(host). Nothing was sent there.",
                advice: [.advice("A company's own certificate authority is trusted with --ca-file FILE.")])
        case .proxy(let reason):
            return Story(
                title: "The proxy did not let pixie through to \(host)",
                what: "The proxy answered: \(lastQuoted(reason)).",
                why: ["The proxy of the environment (https_proxy) stands between this machine and \(host)."],
                advice: [.advice("Check https_proxy, or list \(host) in no_proxy.")])
        case .packed(let coding):
            return Story(
                title: "The answer of \(host) is packed",
                what: "\(host) sent its answer packed (Content-Encoding \(quoted(coding, limit: 20))), which pixie did "
                    + "not ask for and does not unpack.",
                why: ["A small packed answer can become a huge one, so it is refused as it is (RFC 9110 12.5.3)."],
                risk: "Somebody may be trying to fill this machine's memory. Nothing was unpacked.",
                advice: [.advice("Tell whoever runs \(host), or the proxy before it, to send the answer unpacked.")])
        case .garbled(let reason):
            return Story(
                title: "The answer of \(host) is not HTTP",
                what: "What \(host) sent when asked to \(doing) cannot be read: \(lastQuoted(reason)).",
                why: ["Another kind of server listens there, or something on the way changes what it sends."],
                advice: [.advice("Check scheme and port of the address.")])
        case .cancelled:
            return Story(
                title: "Stopped", what: "The request to \(host) was stopped before its answer came.",
                why: ["You or this machine gave up waiting."])
        }
    }

    /// What the loss means for the login.
    private static func consequence(of trouble: TransportFailure, during purpose: HTTPCall.Purpose) -> [String] {
        switch purpose {
        case .token:
            if trouble.mayHaveArrived {
                return ["The provider may have used the code already. pixie never sends a code twice (RFC 6749 4.1.2)."]
            }
            return ["The code was not used, but verifier and state are wiped: a code is tried once."]
        case .refresh where trouble.mayHaveArrived:
            return ["The provider may have replaced the refresh token already. The session is kept all the same."]
        case .discovery, .keys, .userinfo, .revocation, .refresh, .push, .deviceCode, .devicePoll, .introspection,
            .registration:
            return []
        }
    }

    private static func change(_ trouble: TransportFailure, _ purpose: HTTPCall.Purpose) -> [NextStep] {
        switch purpose {
        case .discovery: trouble == .cancelled ? [] : [.correctIssuer]
        case .keys, .token, .userinfo, .revocation, .refresh, .push, .deviceCode, .devicePoll, .introspection,
            .registration:
            []
        }
    }
}

extension HTTPCall.Purpose {
    /// What pixie wanted, after "to".
    var doing: String {
        switch self {
        case .discovery: "read the provider's metadata"
        case .keys: "read the provider's signing keys"
        case .token: "exchange the code for tokens"
        case .userinfo: "ask who signed in"
        case .revocation: "revoke the token"
        case .introspection: "ask about the token"
        case .registration: "register this client"
        case .refresh: "refresh the access token"
        case .push: "push the authorization request"
        case .deviceCode: "ask for a code for another device"
        case .devicePoll: "ask whether the code was entered"
        }
    }
}

extension TransportFailure {
    /// Whether the server can have read the request.
    var mayHaveArrived: Bool {
        switch self {
        case .unresolved, .refused, .timedOut(.connecting, _), .connectionLost(sent: false), .tls, .proxy: false
        case .timedOut(.answering, _), .connectionLost(sent: true), .tooLarge, .packed, .garbled, .cancelled: true
        }
    }
}

extension TransportFailure.Part {
    var name: String {
        switch self {
        case .headers: "header block"
        case .body: "body"
        }
    }

    /// All of the limit that counts for it.
    fileprivate func limit(_ size: String) -> String {
        switch self {
        case .headers: "\(size) or \(Limits.headerFields) fields"
        case .body: size
        }
    }
}
