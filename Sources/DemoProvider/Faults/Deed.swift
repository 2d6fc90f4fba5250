/// One change to what the correct provider does.
enum Deed: Sendable {
    /// How the provider is set up.
    case options(@Sendable (inout DemoProviderOptions) -> Void)
    /// The request, before the correct provider sees it.
    case question(Place, @Sendable (inout Question, Scene) -> Void)
    /// An answer in place of the correct provider's, which is then not asked; `nil` lets it answer.
    case instead(Place, @Sendable (Scene) -> Answer?)
    /// A JSON document that would have been a success.
    case document(Place, @Sendable (inout JSON, Scene) -> Void)
    /// Tokens that would have been a success.
    case tokens(Place, @Sendable (inout TokenDraft, Scene) -> Void)
    /// The way back to the client.
    case callback(@Sendable (inout Callback, Scene) -> Void)
    /// The whole answer, its octets and fields.
    case answer(Place, @Sendable (inout Answer, Scene) -> Void)
    /// An answer at any place.
    case everywhere(@Sendable (inout Answer, Scene) -> Void)
    /// How the octets of an answer go over the connection.
    case delivery(Place, Delivery)
    /// What is done to the client's listener before the browser is sent there.
    case attack(Attack)
}

extension Deed {
    /// The ID token of the code exchange, before it is signed.
    static func idToken(
        at place: Place = .token, _ change: @escaping @Sendable (inout IDTokenDraft, Scene) -> Void
    ) -> Deed {
        .tokens(place) { tokens, scene in
            guard var idToken = tokens.idToken else { return }
            change(&idToken, scene)
            tokens.idToken = idToken
        }
    }

    static func claim(_ name: String, at place: Place = .token, _ value: JSON?) -> Deed {
        .idToken(at: place) { idToken, _ in idToken.claims[name] = value }
    }

    /// A claim that is a time, so many seconds from now.
    static func time(_ name: String, from now: Int) -> Deed {
        .idToken { idToken, scene in idToken.claims[name] = .integer(scene.now + now) }
    }

    static func header(_ name: String, _ value: JSON?) -> Deed {
        .idToken { idToken, _ in idToken.header[name] = value }
    }

    static func signature(_ make: @escaping @Sendable (Scene) -> TokenSignature) -> Deed {
        .idToken { idToken, scene in idToken.signature = make(scene) }
    }

    /// A member of a JSON document.
    static func member(_ name: String, at place: Place, _ value: JSON?) -> Deed {
        .document(place) { document, _ in document[name] = value }
    }

    /// A member of the answer with the tokens.
    static func tokenMember(_ name: String, at place: Place = .token, _ value: JSON?) -> Deed {
        .tokens(place) { tokens, _ in tokens.members[name] = value }
    }

    /// The published keys, each of them.
    static func key(_ change: @escaping @Sendable (inout JSON, Scene) -> Void) -> Deed {
        .document(.keys) { document, scene in
            var keys = document["keys"] ?? []
            keys.eachValue { change(&$0, scene) }
            document["keys"] = keys
        }
    }

    /// A parameter of the callback.
    static func parameter(_ name: String, _ value: String?) -> Deed {
        .callback { callback, _ in callback[name] = value }
    }

    /// An answer with this status instead of the correct one; the request is not looked at.
    static func instead(_ place: Place, _ answer: Answer) -> Deed {
        .instead(place) { _ in answer }
    }

    /// As ``instead(_:_:)``, for the first request only.
    static func first(_ place: Place, _ answer: Answer) -> Deed {
        .instead(place) { $0.visit == 1 ? answer : nil }
    }
}
