/// What header parameters and claims mean, in plain words, with the place that says so.
///
/// Names come from the registries of IANA for JOSE headers and JWT claims, and from what common providers add.
public enum ClaimGlossary {
    /// The meaning of a header parameter or claim; `nil` when the name is not known.
    public static func meaning(of name: String) -> (text: String, source: String)? {
        header[name] ?? token[name] ?? person[name] ?? vendor[name]
    }

    /// Claims whose value is a time in seconds since 1970 (RFC 7519 section 2, NumericDate).
    public static func isTime(_ name: String) -> Bool {
        times.contains(name)
    }

    private static let times: Set<String> = ["exp", "nbf", "iat", "auth_time", "updated_at", "rat", "toe"]

    /// The header of a JWS or JWE.
    private static let header: [String: (text: String, source: String)] = [
        "alg": ("How the token is signed or encrypted.", "RFC 7515 4.1.1"),
        "kid": ("Name of the provider's key that signed it.", "RFC 7515 4.1.4"),
        "typ": ("What kind of token it says to be.", "RFC 7519 5.1"),
        "cty": ("Type of the content; JWT means a token within.", "RFC 7519 5.2"),
        "jku": ("Address of a key set. pixie never fetches it: the token's author chose it.", "RFC 7515 4.1.2"),
        "jwk": ("A key within the token. It proves nothing: the token's author chose it.", "RFC 7515 4.1.3"),
        "x5u": ("Address of a certificate. pixie never fetches it.", "RFC 7515 4.1.5"),
        "x5c": ("A certificate chain within the token. pixie does not use it.", "RFC 7515 4.1.6"),
        "x5t": ("SHA-1 fingerprint of the certificate of the signing key.", "RFC 7515 4.1.7"),
        "x5t#S256": ("SHA-256 fingerprint of the certificate of the signing key.", "RFC 7515 4.1.8"),
        "crit": ("Extensions that a reader must understand, or else refuse the token.", "RFC 7515 4.1.11"),
        "b64": ("Whether the content is base64url encoded.", "RFC 7797 3"),
        "enc": ("How the content is encrypted.", "RFC 7516 4.1.2"),
        "zip": ("How the content was compressed before encryption.", "RFC 7516 4.1.3"),
        "epk": ("One-time public key for agreeing on the encryption key.", "RFC 7518 4.6.1.1"),
        "apu": ("Name of the sender in the key agreement.", "RFC 7518 4.6.1.2"),
        "apv": ("Name of the recipient in the key agreement.", "RFC 7518 4.6.1.3"),
    ]

    /// Claims about the token: who issued it, for whom, for how long, bound to what.
    private static let token: [String: (text: String, source: String)] = [
        "iss": ("Who issued the token.", "RFC 7519 4.1.1"),
        "sub": ("Who or what the token is about; unique at this issuer.", "RFC 7519 4.1.2"),
        "aud": ("For whom the token is. Everybody else must refuse it.", "RFC 7519 4.1.3"),
        "exp": ("The token is not valid from this time on.", "RFC 7519 4.1.4"),
        "nbf": ("The token is not valid before this time.", "RFC 7519 4.1.5"),
        "iat": ("When the token was issued.", "RFC 7519 4.1.6"),
        "jti": ("Name of this one token, to recognise a second use.", "RFC 7519 4.1.7"),
        "auth_time": ("When the person signed in at the provider.", "OIDC Core 2"),
        "nonce": ("Repeats the random value of the login request, so the token belongs to that login.", "OIDC Core 2"),
        "acr": ("How strong the sign-in was, in the provider's own levels.", "OIDC Core 2"),
        "amr": ("How the person signed in: pwd password, otp one-time code, mfa several ways, …", "RFC 8176 2"),
        "azp": ("The client to which the token was issued.", "OIDC Core 2"),
        "at_hash": ("Half a hash of the access token: both belong to one answer.", "OIDC Core 3.1.3.6"),
        "c_hash": ("Half a hash of the code: both belong to one login.", "OIDC Core 3.3.2.11"),
        "s_hash": ("Half a hash of the state: both belong to one login.", "FAPI 1.0 Part 2, 5.1"),
        "sid": ("The person's session at the provider, for signing out.", "OIDC Front-Channel Logout 3"),
        "scope": ("What the token may be used for.", "RFC 8693 4.2"),
        "client_id": ("The client to which the token was issued.", "RFC 8693 4.3"),
        "act": ("Who acts in the name of the subject.", "RFC 8693 4.1"),
        "may_act": ("Who may act in the name of the subject.", "RFC 8693 4.4"),
        "cnf": ("The token works only for who holds this key.", "RFC 7800 3.1"),
        "jkt": ("Fingerprint of the key to which the token is bound.", "RFC 9449 6.1"),
        "authorization_details": ("What the token may be used for, in detail.", "RFC 9396 9.1"),
        "htm": ("Method of the one request for which this proof is.", "RFC 9449 4.2"),
        "htu": ("Address of the one request for which this proof is.", "RFC 9449 4.2"),
        "ath": ("Hash of the access token for which this proof is.", "RFC 9449 4.2"),
        "events": ("What happened, in a security event token.", "RFC 8417 2.2"),
        "active": ("Whether the provider still accepts the token.", "RFC 7662 2.2"),
        "token_type": ("How the token is presented: Bearer, or DPoP with a proof.", "RFC 6749 7.1"),
        "username": ("The person's name for people to read.", "RFC 7662 2.2"),
        "sub_jwk": ("The key of a self-issued identity.", "OIDC Core 7.4"),
        "roles": ("Roles of the person.", "RFC 9068 2.2.3.1"),
        "groups": ("Groups of the person.", "RFC 9068 2.2.3.1"),
        "entitlements": ("Rights of the person.", "RFC 9068 2.2.3.1"),
    ]

    /// Claims about the person (OpenID Connect Core section 5.1).
    private static let person: [String: (text: String, source: String)] = [
        "name": ("Full name, as shown to people.", "OIDC Core 5.1"),
        "given_name": ("Given or first name.", "OIDC Core 5.1"),
        "family_name": ("Family or last name.", "OIDC Core 5.1"),
        "middle_name": ("Middle name.", "OIDC Core 5.1"),
        "nickname": ("Casual name.", "OIDC Core 5.1"),
        "preferred_username": ("Name the person likes to log in with. It may change.", "OIDC Core 5.1"),
        "profile": ("Address of the person's profile page.", "OIDC Core 5.1"),
        "picture": ("Address of a picture of the person.", "OIDC Core 5.1"),
        "website": ("Address of the person's web page.", "OIDC Core 5.1"),
        "email": ("E-mail address. It may change or pass to another; do not identify by it.", "OIDC Core 5.1"),
        "email_verified": ("Whether the provider checked that the e-mail address is the person's.", "OIDC Core 5.1"),
        "gender": ("Gender.", "OIDC Core 5.1"),
        "birthdate": ("Birthday, as YYYY-MM-DD; year 0000 when it is not told.", "OIDC Core 5.1"),
        "zoneinfo": ("Time zone, such as Europe/Paris.", "OIDC Core 5.1"),
        "locale": ("Language, such as en-US.", "OIDC Core 5.1"),
        "phone_number": ("Telephone number.", "OIDC Core 5.1"),
        "phone_number_verified": ("Whether the provider checked the telephone number.", "OIDC Core 5.1"),
        "address": ("Postal address.", "OIDC Core 5.1.1"),
        "updated_at": ("When these facts were last changed.", "OIDC Core 5.1"),
        "_claim_names": ("Which claims are held elsewhere.", "OIDC Core 5.6.2"),
        "_claim_sources": ("Where those claims are held.", "OIDC Core 5.6.2"),
    ]

    /// What widely used providers add on their own.
    private static let vendor: [String: (text: String, source: String)] = [
        "scp": ("What the token may be used for.", "Microsoft Entra, Okta"),
        "tid": ("The organisation (tenant) of the person.", "Microsoft Entra"),
        "oid": ("The person, the same for all clients of the tenant.", "Microsoft Entra"),
        "upn": ("The person's login name in the organisation.", "Microsoft Entra"),
        "hd": ("The organisation's domain.", "Google"),
        "realm_access": ("Roles in the realm.", "Keycloak"),
        "resource_access": ("Roles at single clients.", "Keycloak"),
        "session_state": ("The person's session at the provider.", "Keycloak"),
        "allowed-origins": ("Web origins that may use the token.", "Keycloak"),
        "cid": ("The client to which the token was issued.", "Okta"),
        "uid": ("The person at the provider.", "Okta"),
        "permissions": ("Single rights of the person.", "Auth0, WorkOS"),
        "org_id": ("The organisation of the person.", "Auth0, WorkOS"),
        "role": ("Role of the person in the organisation.", "WorkOS"),
        "cognito:groups": ("Groups of the person.", "Amazon Cognito"),
        "cognito:username": ("The person's login name.", "Amazon Cognito"),
        "token_use": ("Whether it is an ID token or an access token.", "Amazon Cognito"),
    ]
}
