import Assets
import NIOHTTP1

/// What the browser shows after a callback. Every page is constant: nothing of the request is repeated.
public enum ListenerPage: Sendable, Equatable, CaseIterable {
    /// The tokens are there.
    case signedIn
    /// The provider or the person declined.
    case refused
    /// The callback does not belong to this login.
    case notUsed
    /// The login is over, or its outcome is not known yet: the terminal tells.
    case finished
    /// The callback was right, and the login failed afterwards.
    case failed
}

/// An answer of the listener: status, constant body, and headers that let nothing out and nothing in.
struct ListenerAnswer: Sendable, Equatable {
    let status: HTTPResponseStatus
    let contentType: String
    let body: String
    let extra: [Extra]

    struct Extra: Sendable, Equatable {
        let name: String
        let value: String
    }

    private init(_ status: HTTPResponseStatus, _ contentType: String, _ body: String, extra: [Extra] = []) {
        self.status = status
        self.contentType = contentType
        self.body = body
        self.extra = extra
    }

    static func page(_ page: ListenerPage) -> ListenerAnswer {
        switch page {
        case .signedIn: ListenerAnswer(.ok, "text/html; charset=utf-8", Page.callbackSignedIn.html)
        case .refused: ListenerAnswer(.ok, "text/html; charset=utf-8", Page.callbackRefused.html)
        case .notUsed: ListenerAnswer(.badRequest, "text/html; charset=utf-8", Page.callbackNotUsed.html)
        case .finished: ListenerAnswer(.gone, "text/html; charset=utf-8", Page.callbackFinished.html)
        case .failed: ListenerAnswer(.badGateway, "text/html; charset=utf-8", Page.callbackFailed.html)
        }
    }

    static func plain(_ status: HTTPResponseStatus, allow methods: String = "GET") -> ListenerAnswer {
        let allow = status == .methodNotAllowed ? [Extra(name: "Allow", value: methods)] : []
        return ListenerAnswer(status, "text/plain; charset=utf-8", "\(status.reasonPhrase)\n", extra: allow)
    }

    /// To the authorization URL. `target` is our own text.
    static func found(_ target: String) -> ListenerAnswer {
        ListenerAnswer(.found, "text/plain; charset=utf-8", "", extra: [Extra(name: "Location", value: target)])
    }

    func head(version: HTTPVersion) -> HTTPResponseHead {
        var headers = HTTPHeaders([
            ("Content-Type", contentType),
            ("Content-Length", String(body.utf8.count)),
            ("Cache-Control", "no-store"),
            (
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'"
            ),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("Connection", "close"),
        ])
        for header in extra { headers.add(name: header.name, value: header.value) }
        return HTTPResponseHead(version: version, status: status, headers: headers)
    }
}
