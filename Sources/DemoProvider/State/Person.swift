/// The one person who has an account here. Made up; `example.com` and 555-01xx are reserved for that.
enum Person {
    static let subject = "demo-0001"

    static let scopes = ["openid", "profile", "email", "phone", "address", "offline_access"]

    /// What the consent page says about a scope.
    static func meaning(of scope: String) -> (title: String, text: String)? {
        switch scope {
        case "openid": ("Know who you are", "An identifier that is yours at this provider.")
        case "profile": ("See your profile", "Name, user name, language and time zone.")
        case "email": ("See your e-mail address", "And whether it was verified.")
        case "phone": ("See your phone number", "And whether it was verified.")
        case "address": ("See your postal address", "As you would write it on a letter.")
        case "offline_access": ("Stay signed in", "It can get new tokens without asking you, until they are revoked.")
        default: nil
        }
    }

    /// Claims for the userinfo answer, scope by scope (OpenID Connect Core 1.0 section 5.4).
    static func claims(for scopes: [String], username: String) -> [JSON.Member] {
        var claims = [JSON.Member(name: "sub", value: .string(subject))]
        for scope in Self.scopes where scopes.contains(scope) {
            guard case .object(let members) = Self.members(of: scope, username: username) else { continue }
            claims += members
        }
        return claims
    }

    static let claimNames = [
        "sub", "name", "given_name", "family_name", "preferred_username", "locale", "zoneinfo", "updated_at",
        "email", "email_verified", "phone_number", "phone_number_verified", "address",
    ]

    private static func members(of scope: String, username: String) -> JSON {
        switch scope {
        case "profile":
            [
                "name": "Dana Demo", "given_name": "Dana", "family_name": "Demo",
                "preferred_username": .string(username), "locale": "en", "zoneinfo": "Europe/Lisbon",
                "updated_at": 1_767_225_600,
            ]
        case "email":
            ["email": "dana@example.com", "email_verified": true]
        case "phone":
            ["phone_number": "+12025550123", "phone_number_verified": false]
        case "address":
            [
                "address": [
                    "formatted": "1 Example Street\nLisbon", "street_address": "1 Example Street",
                    "locality": "Lisbon", "country": "Portugal",
                ]
            ]
        default:
            [:]
        }
    }
}
