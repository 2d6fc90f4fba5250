import OAuth

extension Lesson {
    /// What a check is about; nil for an id that is not known. Its clause is that of the check.
    static func check(_ check: Check) -> Lesson? { lesson(ofCheck: check.id, check.clause) }

    static func lesson(ofCheck id: String, _ clause: String) -> Lesson? {
        guard let text = (provider[id] ?? browser[id] ?? exchange[id] ?? identity[id] ?? person[id] ?? material[id])
        else { return nil }
        return Lesson(text.what, from: origin(id), against: text.guards, clause)
    }

    private typealias Text = (what: String, guards: String?)

    /// Where the value was read, by the group of the check.
    private static func origin(_ id: String) -> String {
        switch id.prefix(while: { $0 != "." }) {
        case "discovery": "Read in the provider's metadata, which were fetched from the issuer."
        case "callback": "Read in the address that the browser ended on, or that you pasted."
        case "request": "pixie's own part of the request."
        case "device": "The provider's answers while you entered the code on another device."
        case "token": "Read in the answer of the token endpoint."
        case "id_token": "Read in the ID token. Header and claims are believed only after the signature is verified."
        case "pkce": "Computed here, from the verifier and the challenge that you gave."
        case "userinfo": "Read in the answer of the UserInfo endpoint, which was asked with the access token."
        case _: "Read in what the provider sent."
        }
    }

    private static let provider: [String: Text] = [
        "discovery.issuer": (
            "The metadata have to name exactly the issuer that was asked, to the last character.",
            "Metadata of another provider would send you, your code and your verifier there."
        ),
        "discovery.endpoints": (
            "Every address that a login needs is there, and is https (http only for a provider on this machine).",
            "Over plain http anybody on the way could read the code, the verifier and the tokens."
        ),
        "discovery.pkce": (
            "If the provider lists how it takes challenges, S256 is among them.",
            "A provider that does not check the hash gives tokens to whoever brings the code."
        ),
        "discovery.response_types": ("The provider offers a login with a code, answered in the address.", nil),
        "discovery.algorithms": (
            "The provider signs ID tokens in a way that pixie can verify with its public keys.",
            "Without a signature, or with one that any holder of a shared secret can make, an ID token can be forged."
        ),
    ]

    private static let browser: [String: Text] = [
        "callback.address": (
            "The answer came to the very address that was asked for: scheme, host, port and path.",
            "An answer from elsewhere is no answer to this request."
        ),
        "callback.parameters": (
            "The parameters can be read in one way only: nothing comes twice, nothing is encoded in a broken way.",
            "With two values of one name, two programs may each believe another one."
        ),
        "callback.state": (
            "The state that came back is the one that was sent, compared in constant time.",
            "Login forgery: somebody sends your browser the answer of their own login, and you work in their account."
        ),
        "callback.iss": (
            "The answer names the provider at which the login began.",
            "Mix-up: a dishonest provider passes on a code of an honest one, and pixie would bring it to the wrong place."
        ),
        "callback.code": ("The answer has either a code or an error, not both.", nil),
    ]

    private static let exchange: [String: Text] = [
        "request.pushed": (
            "The parameters went to the provider directly; only their name went through the browser.",
            "Somebody on the way could read or change what is asked for."
        ),
        "request.pkce": (
            "The verifier of the challenge was sent with the code, once, to the token endpoint only.",
            "A code that was stolen on its way through the browser is worth nothing without the verifier."
        ),
        "device.code": ("The code was entered on another device, and nobody else was answered with the tokens.", nil),
        "token.answer": (
            "The answer is a success, in JSON, without a member that comes twice.",
            "An answer that two programs read in two ways may be a good one for one of them."
        ),
        "token.access_token": (
            "The access token is there, of a sane length, and has only characters that may stand in a header.",
            "A line break in a token would add a header of somebody else's choice to each request."
        ),
        "token.type": ("The kind of token is one that pixie knows how to present.", nil),
        "token.expires_in": ("The lifetime is a number of seconds.", nil),
        "token.scope": (
            "What was granted is compared with what was asked for. A difference is shown, not refused.",
            "A token that may do more than you meant does more harm when it is lost."
        ),
        "token.refresh_token": ("The refresh token, if one came, has only permitted characters.", nil),
        "token.id_token": (
            "An ID token came, since openid was asked for.", "Without one nobody knows who signed in."
        ),
        "token.signature": (
            "Where the access token alone tells who signed in: a key of the provider made its signature.",
            "Anybody can write claims; only the provider can sign them."
        ),
        "token.exp": ("The same token has not ended.", "A token that was stolen long ago."),
        "token.sub": ("The same token says who signed in.", nil),
        "token.same_user": (
            "After a refresh: the answer tells about the person who signed in.", "Tokens of another login in a refresh."
        ),
    ]

    private static let identity: [String: Text] = [
        "id_token.form": (
            "The ID token has three parts that can be read, and is not another kind of token.",
            "A token that was made for another purpose could be passed off as an ID token."
        ),
        "id_token.signature": (
            "A key from the provider's own key set made the signature, with an algorithm that the provider lists.",
            "Anybody can write claims; only the provider can sign them."
        ),
        "id_token.encryption": (
            "The ID token is encrypted in a way that pixie opens, and is encrypted at all where the provider always does.",
            "A token that anybody could read on its way, or one of which the sender chose how weakly it is protected."
        ),
        "id_token.decryption": (
            "One of your decryption keys opens the ID token, and its tag shows that nothing was changed.",
            "An encrypted token that was altered on its way, or that was made for another client."
        ),
        "id_token.iss": (
            "The token was issued by the provider at which you logged in.", "A token of another provider, signed well."
        ),
        "id_token.aud": (
            "The token is for this client.",
            "A token that another application got for you could be used to sign in here."
        ),
        "id_token.azp": (
            "If the token names the client it was issued to, it is this one.",
            "The same, where there are several audiences."
        ),
        "id_token.exp": ("The token has not ended.", "A token that was stolen long ago."),
        "id_token.iat": (
            "The token was made, and not in the future.", "A token made in advance, or a clock that is wrong."
        ),
        "id_token.nbf": ("The token is valid already, if it says from when on.", "A token used before its time."),
        "id_token.nonce": (
            "The token carries the nonce of this very login.",
            "Replay: an ID token of an earlier login, or one that somebody stole, carries another nonce."
        ),
        "id_token.sub": ("The token says who signed in.", nil),
        "id_token.at_hash": (
            "The access token beside it is the one that the ID token vouches for.",
            "Somebody on the way could put another access token into the answer."
        ),
        "id_token.c_hash": ("The ID token belongs to the code that was sent.", "The same for the code."),
        "id_token.auth_time": (
            "You signed in recently enough, if that was asked for.", "A browser that somebody left open hours ago."
        ),
        "id_token.same_aud": (
            "After a refresh: the token is for the same clients as before.", "Tokens of another login in a refresh."
        ),
        "id_token.same_azp": (
            "After a refresh: the token was issued to the same client as before.",
            "Tokens of another login in a refresh."
        ),
        "id_token.same_nonce": (
            "After a refresh: no nonce, or that of the login.", "Tokens of another login in a refresh."
        ),
        "id_token.same_auth_time": (
            "After a refresh: the time of the same sign-in.", "Tokens of another login in a refresh."
        ),
    ]

    private static let person: [String: Text] = [
        "userinfo.form": ("The answer is one object that can be read.", nil),
        "userinfo.sub": (
            "UserInfo is about the person of the ID token.",
            "With somebody else's access token the facts would be about somebody else."
        ),
        "userinfo.encryption": (
            "The answer is encrypted in a way that pixie opens, and is encrypted at all where the provider always does.",
            "Facts about you that anybody on the way could read."
        ),
        "userinfo.decryption": (
            "One of your decryption keys opens the answer, and its tag shows that nothing was changed.",
            "Facts that were altered on their way, or that are meant for another client."
        ),
        "userinfo.signature": (
            "A key from the provider's own key set signed the answer.",
            "Facts that somebody else wrote: only the provider can sign them."
        ),
        "userinfo.iss": ("The signed answer names the provider at which you logged in.", "Facts of another provider."),
        "userinfo.aud": (
            "The signed answer is for this client.", "An answer that another application got could be shown here."
        ),
    ]

    private static let material: [String: Text] = [
        "pkce.length": (
            "A verifier has 43 to 128 characters.", "A short one can be found by trying; a long one is refused."
        ),
        "pkce.characters": (
            "Only letters, digits and - . _ ~ stand in a verifier.",
            "Other characters are encoded in more than one way, and then the hash is another one."
        ),
        "pkce.randomness": (
            "The verifier is not one that everybody knows, and not a handful of characters. True chance cannot be seen.",
            "A verifier that can be guessed protects no code."
        ),
        "pkce.challenge_form": ("A challenge is a SHA-256 hash: 43 characters of base64url without padding.", nil),
        "pkce.challenge": (
            "The challenge is the hash of this verifier.",
            "A provider compares just this; with another challenge it gives no tokens."
        ),
    ]
}
