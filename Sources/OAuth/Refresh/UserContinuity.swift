/// The rule for what a refresh tells about the person where the token answer does so and no ID token comes (WorkOS
/// AuthKit): it is still the one who signed in, as OpenID Connect Core section 12.2 has it for ID tokens.
public enum UserContinuity {
    public static let id = "token.same_user"
    private static let clause = "OIDC Core 12.2, for the token answer"

    /// Where an answer names the person; other objects in it may be about an organization, which may change.
    private static let places = [
        ["sub"], ["id"], ["user", "id"], ["user", "sub"], ["profile", "id"], ["profile", "sub"],
    ]

    /// - Parameter before: What the login, or the refresh before, told.
    /// - Returns: The evidence, and the fault when both name somebody and not the same.
    public static func judge(_ user: JSONObject, before: JSONObject) -> (check: Check, fault: IDTokenFault?) {
        let pairs = places.compactMap { place in
            name(at: place, in: before).flatMap { old in
                name(at: place, in: user).map { (place: place.joined(separator: "."), old: old, new: $0) }
            }
        }
        guard let first = pairs.first else {
            let check = Check(
                id, .skipped("not both answers name the person"), expected: "the person of the login",
                found: ForeignText("none"), clause: clause)
            return (check, nil)
        }
        let other = pairs.first { !$0.old.utf8.elementsEqual($0.new.utf8) }
        let shown = other ?? first
        let check = Check(
            id, other == nil ? .passed : .failed, expected: "\(shown.place) \(ForeignText(shown.old).safe(limit: 80))",
            found: ForeignText(shown.new), clause: clause)
        guard other != nil else { return (check, nil) }
        let reason = "refresh_user_changed"
        let fault = IDTokenFault(
            check: check, reason: reason,
            message:
                "The answer to the refresh is about another person than the login (\(shown.place)). It is refused, "
                + "the session is kept as it was. Log in again.")
        return (check, fault)
    }

    private static func name(at place: [String], in object: JSONObject) -> String? {
        var object: JSONObject? = object
        for name in place.dropLast() { object = object?[name]?.object }
        return place.last.flatMap { object?[$0]?.string }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
