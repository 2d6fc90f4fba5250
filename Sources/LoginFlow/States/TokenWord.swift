public import OAuth

/// What the provider said of one token of a session when it was asked (RFC 7662).
public struct TokenWord: Sendable, Equatable {
    public let kind: RevocationRequest.Kind
    public let askedAt: Moment
    /// Nil while the question is under way.
    public internal(set) var answer: Answer?
    let request: EffectID

    /// What came back: the provider's word, an answer that cannot be used, or none.
    public indirect enum Answer: Sendable, Equatable {
        case told(Introspection)
        case refused(IntrospectionFault)
        case failed(TransportFailure)
    }
}

extension Session {
    /// Where the provider can be asked about tokens; nil where it does not offer that.
    public var introspectionEndpoint: Endpoint? { provider.metadata.introspectionEndpoint }

    /// Whether a question is under way.
    public var isAskingAboutTokens: Bool { words.contains { $0.answer == nil } }

    /// Asks about the access token, and about the refresh token if there is one, as the client of the session.
    mutating func askAboutTokens(at now: Moment) -> [FlowEffect] {
        guard let endpoint = introspectionEndpoint, !isAskingAboutTokens else { return [] }
        questions.prove(with: stored.prover)
        var asked: [(RevocationRequest.Kind, Secret)] = [(.accessToken, tokens.accessToken)]
        if let token = tokens.refreshToken { asked.append((.refreshToken, token)) }
        words = []
        return asked.map { kind, token in
            let call = IntrospectionRequest.call(
                token, kind, clientID: stored.clientID, endpoint: endpoint, authentication: stored.authentication)
            let (id, proved) = questions.book(call, at: now)
            words.append(TokenWord(kind: kind, askedAt: now, request: id))
            return .send(id, proved)
        }
    }

    mutating func take(_ result: Result<HTTPReply, TransportFailure>, to id: EffectID, at now: Moment) {
        questions.received(id, result)
        guard let index = words.firstIndex(where: { $0.request == id }) else { return }
        switch result {
        case .failure(let failure):
            words[index].answer = .failed(failure)
        case .success(let reply):
            do throws(IntrospectionFault) {
                words[index].answer = .told(
                    try Introspection.judge(reply, clientID: stored.clientID, issuer: stored.issuer, at: now.wall))
            } catch {
                words[index].answer = .refused(error)
            }
        }
    }
}
