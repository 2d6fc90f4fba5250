import DemoProvider
import HTTPTypes

/// The shapes of errors, one function a shape; the systems choose.
extension Answer {
    /// RFC 6749 section 5.2.
    static func oauth(
        _ error: String, _ description: String? = nil, _ status: HTTPResponse.Status = .badRequest
    ) -> Answer {
        .json(
            .members(["error": .string(error), "error_description": description.map { .string($0) }]), status: status)
    }

    /// Sends the browser on; 302 is what all of the systems use.
    static func redirect(to address: String) -> Answer { Answer(.found, fields: [.location: address]) }

    static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status, fields: [.contentType: type], body: Array(text.utf8))
    }

    static func page(_ words: String, status: HTTPResponse.Status = .ok) -> Answer {
        text(
            "<!doctype html><title>emulator</title><p>\(words)</p>\n", type: "text/html; charset=utf-8", status: status)
    }

    /// The challenge that a 401 carries (RFC 6750 section 3, RFC 9449 section 7.1).
    static func unauthorized(_ scheme: String, _ error: String, _ description: String) -> Answer {
        var answer = oauth(error, description, .unauthorized)
        answer.fields[.wwwAuthenticate] = "\(scheme) error=\"\(error)\", error_description=\"\(description)\""
        return answer
    }
}
