/// A request that pixie wants to be sent, as a value. Sending is the business of the `Network` target.
public struct HTTPCall: Sendable, Equatable {
    /// The methods that are used (RFC 9110 section 9.3).
    public enum Method: String, Sendable, Equatable {
        case get = "GET"
        case post = "POST"
    }

    /// What the call is for. It decides the rules of sending: a `GET` of public data may follow same-origin redirects
    /// and be tried twice, whatever carries a secret is sent exactly once and never redirected.
    public enum Purpose: Sendable, Equatable {
        case discovery, keys, token, userinfo, revocation, refresh, push, deviceCode, devicePoll
        case introspection, registration
    }

    public let purpose: Purpose
    public let method: Method
    public let url: Endpoint
    public let headers: [Field]
    /// The members of the body.
    public let form: [Field]
    /// How they are written.
    public let encoding: BodyEncoding
    /// A JSON document in place of members.
    public let document: JSONObject?
    /// What is added when the call is sent.
    public let proofs: [ProofOrder]

    /// A header or form field whose value may be secret.
    public struct Field: Sendable, Equatable {
        /// What is sent. Whatever shows a request shows only the open values.
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

    public init(
        _ purpose: Purpose, _ method: Method, _ url: Endpoint, headers: [Field] = [], form: [Field] = [],
        encoding: BodyEncoding = .form, document: JSONObject? = nil, proofs: [ProofOrder] = []
    ) {
        self.purpose = purpose
        self.method = method
        self.url = url
        self.headers = headers
        self.form = form
        self.encoding = document == nil ? encoding : .json
        self.document = document
        self.proofs = proofs
    }
}

extension HTTPCall {
    /// The body for the wire: the members in their order.
    public var body: String {
        if let document { return JSONValue.object(document).text }
        switch encoding {
        case .form:
            return FormEncoding.encode(form.map { (name: $0.name, value: $0.value.reveal()) })
        case .json:
            let members = form.map { JSONObject.Member(name: $0.name, value: .string($0.value.reveal())) }
            return JSONValue.object(JSONObject(members: members)).text
        }
    }

    /// What the body is, for the header that says so.
    public var contentType: String {
        switch encoding {
        case .form: "application/x-www-form-urlencoded"
        case .json: "application/json"
        }
    }
}
