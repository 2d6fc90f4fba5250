import HTTPTypes

/// A second origin to which faults point clients. Whatever arrives here is noted; a secret should never.
struct Collector: Sendable {
    let origin: String
    let oracle: Oracle

    func answer(_ question: Question) -> Answer {
        oracle.noteCollected(question)
        // It answers as a provider of its own would, so that a client that followed goes on and shows what it does.
        var answer: Answer
        switch question.path {
        case Route.discovery.rawValue:
            answer = .json([
                "issuer": .string(origin), "authorization_endpoint": .string(origin + "/authorize"),
                "token_endpoint": .string(origin + "/token"), "jwks_uri": .string(origin + "/jwks"),
                "userinfo_endpoint": .string(origin + "/userinfo"), "response_types_supported": ["code"],
                "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            ])
        case Route.token.rawValue:
            answer = .json(["access_token": "collected", "token_type": "Bearer"])
        case _:
            answer = .json(["error": "not_found"], status: .notFound)
        }
        answer.fields[.contentLength] = String(answer.body.count)
        return answer
    }
}
