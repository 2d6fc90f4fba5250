public import OAuth

extension InspectText {
    /// `kind`, `verdict`, `reason`, `algorithm`, `key_id`, `header` and `claims` as they are, `explained` with a
    /// meaning, a source and a time for each member, and `notes`.
    public static func json(_ inspection: Inspection) -> JSONValue {
        let verdict = words(inspection.verdict)
        return [
            "kind": .string(name(of: inspection.kind)), "headline": .string(inspection.headline),
            "verdict": .string(verdict.name), "reason": .orNull(verdict.reason),
            "algorithm": .orNull(verdict.algorithm), "key_id": .orNull(verdict.keyID),
            "header": whole(inspection.jwt?.header, inspection.header),
            "claims": whole(inspection.jwt?.claims, inspection.claims),
            "explained": [
                "header": .array(inspection.header.map(explained)), "claims": .array(inspection.claims.map(explained)),
            ],
            "notes": .strings(inspection.notes),
        ]
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
    private static func whole(_ whole: JSONObject?, _ members: [InspectedMember]) -> JSONValue {
        let readable = members.map { JSONObject.Member(name: $0.name.safe(limit: 300), value: $0.value) }
        return .object(whole ?? JSONObject(members: readable))
    }

    static func explained(_ inspected: InspectedMember) -> JSONValue {
        [
            "name": .string(inspected.name.safe(limit: 300)), "meaning": .orNull(inspected.meaning),
            "source": .orNull(inspected.source), "time": .orNull(inspected.time?.iso8601),
        ]
    }
}
