/// Judges the answer to the request for a code (RFC 8628 section 3.2).
public enum DeviceAnswer {
    /// "If no value is provided, clients MUST use 5 as the default."
    static let usualInterval = 5.0
    /// A provider that asks for more questions than one a second gets no more.
    public static let shortestInterval = 1.0
    /// What each `slow_down` adds, in seconds (RFC 8628 section 3.5).
    public static let slowDownSeconds = 5.0
    /// Codes are typed by people; octets.
    static let longestUserCode = 64

    /// The code for another device, with a page for the person that is https or on this machine.
    ///
    /// An interval that is missing is five seconds, and one that is shorter than ``shortestInterval`` is that.
    public static func judge(_ reply: HTTPReply) throws(DeviceFault) -> DeviceCode {
        do throws(TokenFault) {
            let json = try TokenAnswer.object(in: reply)
            let members = TokenMembers(json)
            guard let deviceCode = try members.token("device_code") else { throw .missing("device_code") }
            guard let userCode = json["user_code"]?.string, !userCode.isEmpty else { throw .missing("user_code") }
            guard userCode.utf8.count <= longestUserCode else { throw .tooLong("user_code") }
            guard userCode.unicodeScalars.allSatisfy(DisplaySafety.isPlain) else { throw .badCharacters("user_code") }
            // `verification_url` is what drafts of the specification called it; some providers still do.
            guard let text = (json["verification_uri"] ?? json["verification_url"])?.string else {
                throw .missing("verification_uri")
            }
            guard let address = page(text) else { throw .badCharacters("verification_uri") }
            guard let lifetime = try members.lifetime(), lifetime > 0 else { throw .missing("expires_in") }
            let interval = json["interval"]?.double ?? usualInterval
            return DeviceCode(
                deviceCode: deviceCode, userCode: ForeignText(userCode), address: address,
                completeAddress: json["verification_uri_complete"]?.string.flatMap { page($0) }, expiresIn: lifetime,
                interval: max(interval, shortestInterval))
        } catch {
            throw .answer(error)
        }
    }

    /// A page for the person to open: https, or http on this machine.
    private static func page(_ text: String) -> WebAddress? {
        guard let address = try? WebAddress(text), address.scheme == .https || address.isLoopback else { return nil }
        return address
    }
}
