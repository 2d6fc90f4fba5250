/// Ways back to the client that are wrong (RFC 6749 section 4.1.2, RFC 9207).
extension FaultCatalog {
    private static let waits = "refuse; the code is not used; keep waiting"

    static let callbacks = [
        callback("cb-missing-state", "no state", waits, .parameter("state", nil)),
        callback(
            "cb-wrong-state", "another state", waits,
            .callback { callback, _ in callback["state"] = RandomText.token() }),
        callback("cb-empty-state", "the state is empty", "refuse", .parameter("state", "")),
        callback(
            "cb-state-twice", "two state parameters, one of them right",
            "refuse (RFC 6749 3.1: no parameter twice)",
            .callback { callback, _ in callback.pairs.append(FormPair("state", RandomText.token())) }),
        callback(
            "cb-code-twice", "two code parameters", "refuse",
            .callback { callback, _ in callback.pairs.append(FormPair("code", RandomText.token())) }),
        callback(
            "cb-iss-mismatch", "the iss parameter names another provider (mix-up)",
            "refuse; no other endpoint is called (RFC 9207 2.4)", .parameter("iss", "https://other.example")),
        callback(
            "cb-iss-missing", "iss is advertised but absent", "refuse (RFC 9207 2.4)", .parameter("iss", nil)),
        callback("cb-missing-code", "neither code nor error", "refuse", .parameter("code", nil)),
        callback("cb-empty-code", "the code is empty", "refuse", .parameter("code", "")),
        callback(
            "cb-denied", "error=access_denied with the right state",
            "the login ends; \"you (or the provider) declined\"", error("access_denied", "The person said no.")),
        callback(
            "cb-error-escape", "error and error_description with escape sequences",
            "the login ends; the text is shown escaped and bounded",
            error("bad" + NastyText.escapes, NastyText.all)),
        callback(
            "cb-error-xss", "error_description with HTML",
            "the login ends; the callback page shows it encoded or not at all",
            error("access_denied", NastyText.html)),
        callback(
            "cb-error-long", "error_description of 60000 characters", "the login ends; the text is bounded",
            error("server_error", NastyText.long(60000))),
        callback(
            "cb-error-no-state", "an error without state",
            "the error is not believed: keep waiting, or end without using anything",
            error("access_denied", "No state."), .parameter("state", nil)),
        Fault(
            "cb-token-in-query", .callback, .either, "access_token and id_token besides the code",
            "ignore them or refuse; they are never used",
            .callback { callback, _ in
                callback.pairs += [
                    FormPair("access_token", "stolen-" + RandomText.token()), FormPair("token_type", "Bearer"),
                    FormPair("id_token", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJldmlsIn0."),
                ]
            }),
        callback(
            "cb-wrong-path", "the redirect goes to another path of the listener", "ignore it; keep waiting",
            .callback { callback, _ in
                callback.uri = LoopbackURI(callback.uri.origin + "/elsewhere") ?? callback.uri
            }),
        Fault(
            "cb-code-special", .all, .accept, "a code with + / = & % # and space characters",
            "decode it once, send it encoded once",
            .callback { callback, _ in callback["code"] = callback["code"].map { special + $0 } },
            .question(.token) { question, _ in
                guard let form = String(validating: question.body, as: UTF8.self),
                    let pairs = try? FormCoding.decode(form)
                else { return }
                let own = pairs.map { pair in
                    guard pair.name == "code", pair.value.hasPrefix(special) else { return pair }
                    return FormPair("code", String(pair.value.dropFirst(special.count)))
                }
                question.body = Array(FormCoding.encode(own).utf8)
            }),
    ]

    private static let special = "a+b/c=d&e%f g%20h#"

    private static func callback(
        _ id: String, _ summary: String, _ reaction: String, _ first: Deed, _ second: Deed? = nil
    ) -> Fault {
        guard let second else { return Fault(id, .callback, .reject, summary, reaction, first) }
        return Fault(id, .callback, .reject, summary, reaction, first, second)
    }

    private static func error(_ code: String, _ description: String) -> Deed {
        .callback { callback, _ in
            callback["code"] = nil
            callback.pairs = [FormPair("error", code), FormPair("error_description", description)] + callback.pairs
        }
    }
}
