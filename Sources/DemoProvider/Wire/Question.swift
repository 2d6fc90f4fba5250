package import HTTPTypes

/// One request that reached the provider, as a value.
package struct Question: Sendable {
    package var method: HTTPRequest.Method
    /// The path of the request target, not decoded.
    package var path: String
    /// What follows `?`, not decoded; empty when there is nothing.
    package var query: String
    /// The Host header field.
    package var host: String?
    package var fields: HTTPFields
    package var body: [UInt8] = []

    /// Whether the body is a form, whatever parameters its media type has.
    package var hasFormBody: Bool {
        guard let type = fields[.contentType] else { return false }
        let name = type.prefix { $0 != ";" && $0 != " " }
        return name.lowercased() == "application/x-www-form-urlencoded"
    }

    /// The parameters of the body.
    func bodyParameters() throws(FormFault) -> Parameters {
        guard let text = String(validating: body, as: UTF8.self) else { throw .badEncoding }
        return try Parameters(text)
    }

    /// The parameters from where the method carries them: the query of a GET, the body of a POST.
    func parameters() throws(FormFault) -> Parameters {
        method == .post ? try bodyParameters() : try Parameters(query)
    }

    /// The value of a cookie of the provider (RFC 6265 section 4.2.1).
    func cookie(_ name: String) -> String? {
        for field in fields[values: .cookie] {
            for pair in field.split(separator: ";") {
                let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                let found = halves[0].drop { $0 == " " }
                if halves.count == 2, found == name { return String(halves[1]) }
            }
        }
        return nil
    }
}
