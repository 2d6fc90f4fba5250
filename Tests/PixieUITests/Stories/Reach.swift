import LoginFlow
import OAuth
@testable import PixieUI
import Screen

/// The situations in which every rule is tried.
enum Reach: CaseIterable {
    case profile, work, discovering, discover, request, signIn, exchange, tokens, networkFailure, refused, badNonce

    static let failures: [Reach] = [.networkFailure, .refused, .badNonce]

    func story(glyphs: Glyphs = .unicode) -> Story {
        var story = Story(glyphs: glyphs)
        switch self {
        case .profile: break
        case .work:
            story.press(.function(2))
            story.send(.key(.paste("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")))
        case .discovering: story.discovering()
        case .discover: story.ready()
        case .request: story.prepared()
        case .signIn: story.awaiting()
        case .exchange: story.exchanging()
        case .tokens: story.signedIn()
        case .networkFailure:
            story.discovering()
            story.fail(.discovery, .unresolved(host: "login.example.com"))
        case .refused:
            story.exchanging()
            story.reply(to: .token, status: 400, #"{"error":"invalid_grant"}"#)
        case .badNonce:
            story.exchanging()
            let token = Story.idToken(at: story.now, nonce: "other")
            story.reply(
                to: .token, #"{"access_token":"\#(Story.accessToken)","token_type":"Bearer","id_token":"\#(token)"}"#)
        }
        return story
    }
}
