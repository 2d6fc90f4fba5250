public import OAuth

/// What `pixie inspect --introspect` writes: the provider's word on a token, each member explained.
public enum IntrospectionText {
    /// - Parameter width: Columns to wrap at.
    public static func lines(_ introspection: Introspection, width: Int) -> [String] {
        let head = ([introspection.headline] + introspection.notes).flatMap { InspectText.wrapped($0, width) }
        let doubt = "The provider's answer (its word, not signed)"
        return (head + InspectText.section(doubt, introspection.members, max(20, width))).map(SinkText.whole)
    }

    /// The JSON object of `pixie inspect --introspect --json`; `introspection` is the answer as it came.
    public static func json(_ introspection: Introspection) -> JSONValue {
        [
            "active": .bool(introspection.isActive), "headline": .string(introspection.headline),
            "introspection": .object(introspection.json),
            "explained": .array(introspection.members.map(InspectText.explained)),
            "notes": .strings(introspection.notes),
        ]
    }
}
