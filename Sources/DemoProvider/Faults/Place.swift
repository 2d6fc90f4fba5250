/// What a request is for: an endpoint, and at the token endpoint the grant as well.
enum Place: String, Sendable, Hashable {
    case discovery, keys, authorize, pages, token, refresh, userInfo, revocation, introspection, registration
    case pushedRequest, device, devicePoll
    case elsewhere

    /// Requests that a program makes and not a browser.
    var isForPrograms: Bool {
        switch self {
        case .discovery, .keys, .token, .refresh, .userInfo, .revocation, .introspection, .registration, .pushedRequest,
            .device,
            .devicePoll:
            true
        case .authorize, .pages, .elsewhere: false
        }
    }
}

extension Provider {
    func place(of question: Question) -> Place {
        switch route(of: question) {
        case .discovery, .oauthMetadata: .discovery
        case .keys: .keys
        case .authorize: .authorize
        case .signIn, .consent, .endSession, .signOut, .devicePage: .pages
        case .pushedRequest: .pushedRequest
        case .device: .device
        case .token: grantPlace(question)
        case .userInfo: .userInfo
        case .revocation: .revocation
        case .introspection: .introspection
        case .registration: .registration
        case nil: .elsewhere
        }
    }

    private func grantPlace(_ question: Question) -> Place {
        switch (try? question.bodyParameters())?["grant_type"] {
        case "refresh_token": .refresh
        case "urn:ietf:params:oauth:grant-type:device_code": .devicePoll
        case _: .token
        }
    }
}
