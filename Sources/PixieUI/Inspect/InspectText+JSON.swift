public import OAuth

extension InspectText {
    /// `kind`, `verdict`, `reason`, `algorithm`, `key_id`, `header` and `claims` as they are, `explained` with a
    /// meaning, a source and a time for each member, and `notes`.
    public static func json(_ inspection: Inspection) -> JSONValue {
        let verdict = words(inspection.verdict)
        return .object(
            JSONObject(members: [
                member("kind", name(of: inspection.kind)),
                member("headline", inspection.headline),
                member("verdict", verdict.name),
                JSONObject.Member(name: "reason", value: verdict.reason.map(JSONValue.string) ?? .null),
                JSONObject.Member(name: "algorithm", value: verdict.algorithm.map(JSONValue.string) ?? .null),
                JSONObject.Member(name: "key_id", value: verdict.keyID.map(JSONValue.string) ?? .null),
                object("header", inspection.jwt?.header, inspection.header),
                object("claims", inspection.jwt?.claims, inspection.claims),
                JSONObject.Member(
                    name: "explained",
                    value: .object(
                        JSONObject(members: [
                            JSONObject.Member(name: "header", value: .array(inspection.header.map(explained))),
                            JSONObject.Member(name: "claims", value: .array(inspection.claims.map(explained))),
                        ]))),
                JSONObject.Member(name: "notes", value: .array(inspection.notes.map(JSONValue.string))),
            ]))
    }

    private static func name(of kind: Inspection.Kind) -> String {
        switch kind {
        case .jwt: "jwt"
        case .jwe: "jwe"
        case .broken: "broken"
        case .opaque: "opaque"
        case .empty: "empty"
        case .tooLong: "too_long"
        }
    }

    private static func words(
        _ verdict: Inspection.Verdict
    ) -> (name: String, reason: String?, algorithm: String?, keyID: String?) {
        switch verdict {
        case .verified(let algorithm, let keyID): ("verified", nil, algorithm.rawValue, keyID?.safe(limit: 200))
        case .unverified(let why): ("unverified", why, nil, nil)
        case .failed(let why): ("failed", why, nil, nil)
        case .notApplicable: ("not_applicable", nil, nil, nil)
        }
    }

    /// The object itself, or of a damaged token what could be read of it.
    private static func object(
        _ name: String, _ whole: JSONObject?, _ members: [InspectedMember]
    ) -> JSONObject.Member {
        let readable = JSONObject(
            members: members.map { JSONObject.Member(name: $0.name.safe(limit: 300), value: $0.value) })
        return JSONObject.Member(name: name, value: .object(whole ?? readable))
    }

    static func explained(_ inspected: InspectedMember) -> JSONValue {
        .object(
            JSONObject(members: [
                member("name", inspected.name.safe(limit: 300)),
                JSONObject.Member(name: "meaning", value: inspected.meaning.map(JSONValue.string) ?? .null),
                JSONObject.Member(name: "source", value: inspected.source.map(JSONValue.string) ?? .null),
                JSONObject.Member(name: "time", value: inspected.time.map { .string($0.iso8601) } ?? .null),
            ]))
    }
}
