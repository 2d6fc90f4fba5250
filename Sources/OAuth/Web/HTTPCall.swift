/// A request that pixie wants to be sent, as a value. Sending is the business of the `Network` target.
public struct HTTPCall: Sendable, Equatable {
    public enum Method: String, Sendable, Equatable {
        case get = "GET"
        case post = "POST"
    }

    /// What the call is for. It decides the rules of sending: a `GET` of public data may follow same-origin redirects
    /// and be tried twice, whatever carries a secret is sent exactly once and never redirected.
    public enum Purpose: Sendable, Equatable {
        case discovery, keys, token, userinfo, revocation, refresh, push, deviceCode, devicePoll
    }

    public let purpose: Purpose
    public let method: Method
    public let url: Endpoint
    public let headers: [Field]
    /// Sent as application/x-www-form-urlencoded.
    public let form: [Field]

    /// A header or form field whose value may be secret.
    public struct Field: Sendable, Equatable {
        public enum Value: Sendable, Equatable {
            case open(String)
            case secret(Secret)

            /// The text for the wire.
            public func reveal() -> String {
                switch self {
                case .open(let text): text
                case .secret(let secret): secret.reveal()
                }
            }
        }

        public let name: String
        public let value: Value

        public init(_ name: String, _ text: String) {
            self.name = name
            value = .open(text)
        }

        public init(_ name: String, _ secret: Secret) {
            self.name = name
            value = .secret(secret)
        }
    }

    public init(_ purpose: Purpose, _ method: Method, _ url: Endpoint, headers: [Field] = [], form: [Field] = []) {
        self.purpose = purpose
        self.method = method
        self.url = url
        self.headers = headers
        self.form = form
    }
}
