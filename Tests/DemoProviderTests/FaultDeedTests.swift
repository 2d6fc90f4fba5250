import Crypto
import HTTPTypes
import Testing

@testable import DemoProvider

// One at a time: there are many, and others in this run are about time.
/// Each fault is really committed: what it promises holds for its answers and does not for those of a correct provider.
@Suite(.serialized) struct FaultDeedTests {
    /// Whether the fault shows; `nil` for a name that nothing is known of.
    static func shows(_ id: String, _ walk: Walk) -> Bool? {
        correct(id, walk)
            ?? idTokens(id, walk)
            ?? callbacks(id, walk)
            ?? tokens(id, walk)
            ?? attacks(id, walk)
            ?? metadata(id, walk)
            ?? sessions(id, walk)
            ?? grants(id, walk)
    }

    /// What these do is what every provider does.
    static let harmless: Set = ["ok", "ok-iss-param"]

    @Test(arguments: FaultCatalog.all.map(\.id))
    func theDeedIsDone(_ id: String) async throws {
        #expect(Self.shows(id, try await Walk(id)) == true)
    }

    @Test func theCorrectProviderDoesNoneOfIt() async throws {
        let walk = try await Walk("ok")
        for id in FaultCatalog.all.map(\.id) where !Self.harmless.contains(id) {
            #expect(Self.shows(id, walk) == false, "\(id)")
        }
    }

    // MARK: Right in an unusual way

    private static func correct(_ id: String, _ walk: Walk) -> Bool? {
        switch id {
        case "ok":
            return walk.token.status == .ok && walk.isSignedWell
                && walk.userInfo?.status == .ok && walk.refresh?.status == .ok
        case "ok-es256":
            return walk.desk.provider.options.algorithm == .es256 && walk.desk.provider.mischief?.fault.id == "ok-es256"
        case "ok-no-kid-single":
            return walk.isSignedWell && walk.header?["kid"] == nil && walk.keyList.count == 1
                && walk.keyList[0]["kid"] == nil
        case "ok-aud-array":
            return walk.isSignedWell && walk.claims?["aud"] == .array([.string("pixie-demo")])
        case "ok-azp":
            return walk.isSignedWell && walk.claims?["azp"] == .string("pixie-demo")
        case "ok-no-refresh-token":
            return walk.tokens?["access_token"] != nil && walk.tokens?["refresh_token"] == nil
        case "ok-no-expires-in":
            return walk.tokens?["access_token"] != nil && walk.tokens?["expires_in"] == nil
        case "ok-token-type-case":
            return walk.tokens?["token_type"]?.text == "bEARER"
        case "ok-extra-members":
            return walk.isSignedWell
                && [walk.metadata, walk.keys.seen, walk.keyList.first, walk.tokens, walk.claims, walk.userInfo?.seen]
                    .allSatisfy { $0?["x_unknown"] != nil }
        case "ok-scope-narrowed":
            return walk.tokens?["scope"]?.text == "openid"
        case "ok-iss-param":
            return walk.values("iss") == [walk.desk.provider.issuer]
                && walk.metadata?["authorization_response_iss_parameter_supported"]?.isTrue == true
        case "ok-issuer-slash":
            return walk.metadata?["issuer"]?.text == "http://127.0.0.1:4000/"
                && walk.metadata?["token_endpoint"]?.text == "http://127.0.0.1:4000/token"
                && walk.claims?["iss"]?.text == "http://127.0.0.1:4000/" && walk.values("iss").first?.last == "/"
        case "ok-authz-query":
            let lost = walk.desk.ask(.get, Desk.request())
            return walk.metadata?["authorization_endpoint"]?.text?.hasSuffix("/authorize?tenant=demo&v=2") == true
                && lost.status == .badRequest && walk.token.status == .ok
        case "ok-jwks-unknown-types":
            return walk.keyList.count > 5 && walk.isSignedWell
        case "ok-iat-skew":
            return walk.distance("iat") == 30 && walk.distance("nbf") == 30 && walk.isSignedWell
        case "ok-exp-float":
            return walk.isSignedWell && walk.distance("exp") == 299.5 && walk.distance("iat") == -0.75
        case "ok-chunked":
            return walk.token.delivery == .tinyChunks() && walk.tokens?["access_token"] != nil
        case "ok-http10":
            return walk.token.delivery == .http10 && walk.tokens?["access_token"] != nil
        case "ok-charset":
            return [walk.discovery, walk.keys, walk.token].allSatisfy {
                $0.fields[.contentType] == "application/json;charset=UTF-8"
            }
        case "ok-unicode":
            return walk.claims?["family_name"]?.text == "山田" && walk.userInfo?.seen?["given_name"]?.text == "שלום"
        case "ok-set-cookie":
            return [walk.discovery, walk.keys, walk.token, walk.revocation].allSatisfy { $0.fields[.setCookie] != nil }
        case "ok-big-token":
            let token = walk.tokens?["access_token"]?.text ?? ""
            return token.utf8.count == 8000 && walk.userInfo?.status == .ok
                && walk.claims?["at_hash"]?.text == IDTokenDraft.hash(of: token)
        case "tls-ok":
            return walk.desk.provider.options.tls == .right
                && walk.metadata?["issuer"] != nil
        case _:
            return nil
        }
    }

    // MARK: ID tokens and keys

    private static func idTokens(_ id: String, _ walk: Walk) -> Bool? {
        switch id {
        case "idt-wrong-iss":
            return walk.isSignedWell && walk.claims?["iss"]?.text == "https://other.example"
        case "idt-missing-iss":
            return walk.isSignedWell && walk.claims?["iss"] == nil
        case "idt-wrong-aud":
            return walk.isSignedWell && walk.claims?["aud"]?.text == "other-client"
        case "idt-missing-aud":
            return walk.isSignedWell && walk.claims?["aud"] == nil
        case "idt-extra-aud":
            return walk.isSignedWell && walk.claims?["aud"]?.values.count == 2 && walk.claims?["azp"] == nil
        case "idt-wrong-azp":
            return walk.isSignedWell && walk.claims?["azp"]?.text == "other-client"
        case "idt-expired":
            return walk.isSignedWell && walk.distance("exp") == -3600
        case "idt-missing-exp":
            return walk.isSignedWell && walk.claims?["exp"] == nil
        case "idt-iat-future":
            return walk.isSignedWell && walk.distance("iat") == 86400
        case "idt-missing-iat":
            return walk.isSignedWell && walk.claims?["iat"] == nil
        case "idt-nbf-future":
            return walk.isSignedWell && walk.distance("nbf") == 86400 && walk.distance("iat") == 0
        case "idt-missing-nonce":
            return walk.isSignedWell && walk.claims?["nonce"] == nil
        case "idt-wrong-nonce":
            return walk.isSignedWell && ![nil, "n-0S6_WzA2Mj"].contains(walk.claims?["nonce"]?.text)
        case "idt-missing-sub":
            return walk.isSignedWell && walk.claims?["sub"] == nil
        case "idt-wrong-at-hash":
            let token = walk.tokens?["access_token"]?.text ?? ""
            return walk.isSignedWell && walk.claims?["at_hash"]?.text != IDTokenDraft.hash(of: token)
        case "idt-missing":
            return walk.tokens?["access_token"] != nil && walk.tokens?["id_token"] == nil
        case "idt-huge":
            return walk.token.body.count > 4_000_000 && walk.isSignedWell
        case "idt-escape-claims":
            return walk.isSignedWell && walk.claims?["name"]?.text?.contains("\u{1b}") == true
                && walk.claims?["name"]?.text?.contains("\u{202e}") == true
        case "idt-alg-none":
            return walk.header?["alg"]?.text == "none" && walk.idToken?.signature == []
        case "idt-bad-sig":
            guard let idToken = walk.idToken, var signature = walk.idToken?.signature else { return false }
            signature[signature.count - 1] ^= 1
            let parts = idToken.text.split(separator: ".").prefix(2).joined(separator: ".")
            return !walk.isSignedWell
                && walk.desk.provider.keys.claims(of: parts + "." + Base64URL.encode(signature)) != nil
        case "idt-other-key-sig":
            return walk.header?["kid"] == walk.keyList.first?["kid"] && !walk.isSignedWell
                && walk.isSigned(by: walk.desk.provider.keys.foreign(.p256))
        case "idt-payload-changed":
            return !walk.isSignedWell && walk.claims?["sub"]?.text == "somebody-else"
        case "idt-hs256-pubkey":
            guard let idToken = walk.idToken, walk.header?["alg"]?.text == "HS256" else { return false }
            let pem = walk.desk.provider.keys.current.publicPEM
            let input = idToken.text.split(separator: ".").prefix(2).joined(separator: ".")
            return pem.hasPrefix("-----BEGIN PUBLIC KEY-----")
                && HMAC<SHA256>.isValidAuthenticationCode(
                    idToken.signature, authenticating: Array(input.utf8),
                    using: SymmetricKey(data: Array(pem.utf8)))
        case "idt-alg-unlisted":
            return walk.header?["alg"]?.text == "RS512" && walk.idToken?.signature.count == 256 && !walk.isSignedWell
                && walk.metadata?["id_token_signing_alg_values_supported"] == .array([.string("RS256")])
        case "idt-unknown-kid":
            return walk.header?["kid"] != nil && !walk.keyList.contains { $0["kid"] == walk.header?["kid"] }
                && walk.isSigned(by: walk.desk.provider.keys.foreign(.p256))
        case "idt-kid-path":
            return walk.header?["kid"]?.text == "../../../../dev/null"
        case "idt-jwk-header":
            return walk.header?["jwk"]?["x"] != nil && walk.header?["jwk"]?["x"] != walk.keyList.first?["x"]
                && walk.isSigned(by: walk.desk.provider.keys.foreign(.p256))
        case "idt-crit":
            return walk.isSignedWell && walk.header?["crit"] == .array([.string("urn:example:unknown")])
        case "idt-dots":
            return walk.tokens?["id_token"]?.text == String(repeating: ".", count: 1_000_000)
        case "idt-rsa-1024":
            let modulus = walk.keyList.first?["n"]?.text.flatMap { Base64URL.decode($0) } ?? []
            return modulus.count == 128 && walk.idToken?.signature.count == 128
                && walk.header?["kid"] == walk.keyList.first?["kid"]
                && walk.isSigned(by: walk.desk.provider.keys.foreign(.rsa(bits: 1024)))
        case "idt-es256-zero":
            return walk.header?["alg"]?.text == "ES256" && walk.idToken?.signature == [UInt8](repeating: 0, count: 64)
        case "idt-key-enc":
            return walk.isSignedWell && walk.keyList.first?["use"]?.text == "enc"
        case "idt-key-alg":
            return walk.isSignedWell && walk.keyList.first?["alg"]?.text == "PS256"
        case "jwks-empty":
            return walk.keys.seen != nil && walk.keyList == [] && walk.isSignedWell
        case "jwks-503-then-ok":
            return walk.keys.status == .serviceUnavailable && walk.keys.fields[.retryAfter] == "1"
                && walk.keysAfterwards.status == .ok
        case "jwks-unknown-kid-always":
            return walk.keyList.count == 1 && walk.keyList[0]["kid"] != walk.header?["kid"]
                && walk.keysAfterwards.seen?["keys"]?.values != walk.keyList && walk.isSignedWell
        case "jwks-rotate-before-sign":
            return !walk.keyList.contains { $0["kid"] == walk.header?["kid"] }
                && walk.keysAfterwards.seen?["keys"]?.values.contains { $0["kid"] == walk.header?["kid"] } == true
        case "jwks-rotate-between":
            return walk.keyList.contains { $0["kid"] == walk.header?["kid"] }
                && walk.keysAfterwards.seen?["keys"]?.values.first?["kid"] != walk.header?["kid"]
        case _:
            return nil
        }
    }

    // MARK: The way back

    private static func callbacks(_ id: String, _ walk: Walk) -> Bool? {
        switch id {
        case "cb-missing-state":
            return walk.values("state") == [] && walk.values("code").count == 1
        case "cb-wrong-state":
            return walk.values("state").count == 1 && !["", state].contains(walk.values("state")[0])
        case "cb-empty-state":
            return walk.values("state") == [""]
        case "cb-state-twice":
            return walk.values("state").count == 2 && walk.values("state").contains(state)
        case "cb-code-twice":
            return walk.values("code").count == 2 && Set(walk.values("code")).count == 2
        case "cb-iss-mismatch":
            return walk.values("iss") == ["https://other.example"]
        case "cb-iss-missing":
            return walk.values("iss") == [] && walk.values("code").count == 1
                && walk.metadata?["authorization_response_iss_parameter_supported"]?.isTrue == true
        case "cb-missing-code":
            return walk.values("code") == [] && walk.values("error") == [] && walk.values("state") == [state]
        case "cb-empty-code":
            return walk.values("code") == [""]
        case "cb-denied":
            return walk.values("error") == ["access_denied"] && walk.values("state") == [state]
        case "cb-error-escape":
            return walk.values("error_description").first?.contains("\u{1b}]52;") == true
        case "cb-error-xss":
            return walk.values("error_description").first?.contains("<script>") == true
        case "cb-error-long":
            return walk.values("error_description").first?.count == 60000
        case "cb-error-no-state":
            return walk.values("error").count == 1 && walk.values("state") == []
        case "cb-token-in-query":
            return walk.values("access_token").count == 1 && walk.values("id_token").count == 1
        case "cb-wrong-path":
            return walk.callback.location.base == "http://127.0.0.1:51234/elsewhere"
        case "cb-code-special":
            return walk.values("code").first?.hasPrefix("a+b/c=d&e%f g%20h#") == true && walk.token.status == .ok
        case _:
            return nil
        }
    }

    private static let state = "st/at e+1"

    // MARK: Token answers

    private static func tokens(_ id: String, _ walk: Walk) -> Bool? {
        switch id {
        case "tok-invalid-grant":
            return walk.token.status == .badRequest && walk.tokens?["error"]?.text == "invalid_grant"
        case "tok-error-escape":
            return walk.token.status == .badRequest && walk.tokens?["error"]?.text?.contains("\u{1b}") == true
        case "tok-401-html":
            return walk.token.status == .unauthorized && walk.token.text.hasPrefix("<!DOCTYPE html>")
        case "tok-invalid-client":
            return walk.token.status == .unauthorized && walk.tokens?["error"]?.text == "invalid_client"
        case "tok-302":
            return walk.token.status == .found && walk.token.fields[.location] == Desk.collector + "/token"
        case "tok-307":
            return walk.token.status == .temporaryRedirect && walk.token.fields[.location] == Desk.collector + "/token"
        case "tok-429-far":
            return walk.token.status == .tooManyRequests && walk.token.fields[.retryAfter] == "86400"
        case "tok-429-then-ok":
            return walk.token.status == .tooManyRequests && walk.tokenAgain?.status == .ok
        case "tok-503-then-ok":
            return walk.token.status == .serviceUnavailable && walk.tokenAgain?.status == .ok
        case "tok-truncated":
            return walk.token.status == .ok && walk.tokens == nil && walk.token.text.hasPrefix("{\"access_token\"")
                && walk.token.fields[.contentLength] == String(walk.token.body.count)
        case "tok-dup-keys":
            return walk.token.text.split(separator: "\"access_token\":", omittingEmptySubsequences: false).count == 3
        case "tok-deep":
            return walk.token.text.hasPrefix("{\"a\":{\"a\":{\"a\":") && walk.token.body.count == 600_001
        case "tok-invalid-utf8":
            return walk.token.status == .ok && String(validating: walk.token.body, as: UTF8.self) == nil
        case "tok-crlf-token":
            return walk.tokens?["access_token"]?.text == "abc\r\nX-Injected: yes"
        case "tok-200-error":
            return walk.token.status == .ok && walk.tokens?["error"] != nil && walk.tokens?["access_token"] == nil
        case "tok-form-encoded":
            let pairs = (try? FormCoding.decode(walk.token.text)) ?? []
            return pairs.first?.name == "access_token"
                && walk.token.fields[.contentType]?.hasPrefix("application/x-www-form-urlencoded") == true
        case "tok-html-200":
            return walk.token.status == .ok && walk.token.text.hasPrefix("<!DOCTYPE html>")
        case "tok-no-access-token":
            return walk.tokens?["id_token"] != nil && walk.tokens?["access_token"] == nil
        case "tok-no-token-type":
            return walk.tokens?["id_token"] != nil && walk.tokens?["token_type"] == nil
        case "tok-type-mac":
            return walk.tokens?["token_type"]?.text == "mac"
        case "tok-expires-string":
            return walk.tokens?["expires_in"]?.text == "3600"
        case "tok-expires-float":
            return walk.tokens?["expires_in"]?.number == 3599.7
        case "tok-expires-null":
            return walk.tokens?["expires_in"] == .null
        case "tok-scope-more":
            return walk.tokens?["scope"]?.text?.hasSuffix(" admin") == true
        case "tok-drip":
            return walk.token.delivery == .drip(every: .seconds(1))
        case "tok-hang":
            return walk.token.delivery == .hang
        case "tok-huge":
            return walk.token.delivery == .huge(octets: 1 << 30)
        case "tok-gzip-bomb":
            return walk.token.delivery == .gzipBomb(octets: 1 << 30)
        case "tok-short-body":
            return walk.token.delivery == .shortBody
        case "tok-reset-mid-body":
            return walk.token.delivery == .resetMidBody
        case "tok-reset-before":
            return walk.token.delivery == .resetBefore
        case "tok-close-before":
            return walk.token.delivery == .closeBefore
        case "tok-half-close":
            return walk.token.delivery == .halfClose
        case "tok-1xx":
            return walk.token.delivery == .interim([103, 100]) && walk.tokens?["access_token"] != nil
        case _:
            return nil
        }
    }

    // MARK: Attacks

    private static func attacks(_ id: String, _ walk: Walk) -> Bool? {
        let moments: [String: (Attack, Attack.Moment)] = [
            "cb-preconnect": (.preconnect, .request), "cb-favicon": (.favicon, .request), "cb-head": (.head, .redirect),
            "cb-options": (.options, .redirect), "cb-post": (.post, .redirect),
            "cb-long-line": (.longLine, .request), "cb-many-headers": (.manyHeaders, .request),
            "cb-bad-host": (.badHost, .redirect), "cb-forged-error": (.forgedError, .request),
            "cb-forged-code": (.forgedCode, .request), "cb-forged-xss": (.forgedXSS, .request),
            "cb-duplicate": (.duplicate, .redirect), "cb-reset": (.reset, .request),
        ]
        guard let (attack, moment) = moments[id] else { return nil }
        let answer = moment == .request ? walk.firstPage : walk.callback
        return answer.assault?.attack == attack && answer.assault?.target.path == "/callback"
            && walk.token.status == .ok
    }

    // MARK: Metadata

    private static func metadata(_ id: String, _ walk: Walk) -> Bool? {
        switch id {
        case "disc-wrong-issuer":
            return walk.metadata?["issuer"]?.text == "https://other.example"
        case "disc-missing-issuer":
            return walk.metadata?["token_endpoint"] != nil && walk.metadata?["issuer"] == nil
        case "disc-missing-authz":
            return walk.metadata?["issuer"] != nil && walk.metadata?["authorization_endpoint"] == nil
        case "disc-missing-token":
            return walk.metadata?["issuer"] != nil && walk.metadata?["token_endpoint"] == nil
        case "disc-missing-jwks":
            return walk.metadata?["issuer"] != nil && walk.metadata?["jwks_uri"] == nil
        case "disc-http-endpoints":
            return ["authorization", "token", "userinfo"].allSatisfy {
                walk.metadata?[$0 + "_endpoint"]?.text?.hasPrefix("http://192.0.2.1/") == true
            }
        case "disc-http-token":
            return walk.metadata?["token_endpoint"]?.text == "http://login.example.com/token"
                && walk.metadata?["authorization_endpoint"]?.text == "http://127.0.0.1:4000/authorize"
        case "disc-javascript":
            return walk.metadata?["authorization_endpoint"]?.text?.hasPrefix("javascript:") == true
        case "disc-file":
            return walk.metadata?["authorization_endpoint"]?.text == "file:///etc/passwd"
        case "disc-dash":
            return walk.metadata?["authorization_endpoint"]?.text == "--remote-debugging-port=9222"
        case "disc-shell-legal":
            let legal = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%")
            let address = walk.metadata?["authorization_endpoint"]?.text ?? ""
            return address.contains("$(") && address.contains(";") && Set(address).isSubset(of: legal)
                && walk.token.status == .ok
        case "disc-not-json":
            return walk.discovery.status == .ok && walk.discovery.text.hasPrefix("<!DOCTYPE html>")
        case "disc-empty":
            return walk.discovery.status == .ok && walk.discovery.body.isEmpty
        case "disc-404":
            return walk.discovery.status == .notFound
        case "disc-503-then-ok":
            return walk.discovery.status == .serviceUnavailable && walk.discoveryAgain.status == .ok
        case "disc-reset-then-ok":
            return walk.discovery.delivery == .resetBefore && walk.discoveryAgain.seen?["issuer"] != nil
        case "disc-redirect-loop":
            return walk.discovery.status == .found
                && walk.discovery.fields[.location] == walk.desk.provider.issuer + "/.well-known/openid-configuration"
        case "disc-redirect-other":
            return walk.discovery.fields[.location]?.hasPrefix(Desk.collector + "/.well-known/") == true
        case "disc-huge":
            return walk.discovery.delivery == .huge(octets: 100 << 20)
        case "disc-drip":
            return walk.discovery.delivery == .drip(every: .seconds(1))
        case "disc-escape":
            return walk.metadata?["scopes_supported"]?.values.contains { $0.text?.contains("\u{1b}") == true } == true
                && walk.token.status == .ok
        case "disc-homoglyph":
            return walk.metadata?["authorization_endpoint"]?.text?.contains("\u{430}") == true
        case "disc-plain-only":
            return walk.metadata?["code_challenge_methods_supported"] == .array([.string("plain")])
        case "disc-no-pkce-list":
            return walk.metadata?["issuer"] != nil && walk.metadata?["code_challenge_methods_supported"] == nil
                && walk.metadata?["userinfo_endpoint"] != nil
        case "disc-no-code":
            return walk.metadata?["response_types_supported"]?.values.contains(.string("code")) == false
        case "disc-alg-none-only":
            return walk.metadata?["id_token_signing_alg_values_supported"] == .array([.string("none")])
        case "disc-many-scopes":
            let count = ["scopes_supported", "claims_supported"].map { walk.metadata?[$0]?.values.count ?? 0 }
            return count.reduce(0, +) >= 20000
        case "disc-long-strings":
            return (walk.metadata?["service_documentation"]?.text?.count ?? 0) > 200_000
        case "disc-minimal":
            return walk.metadata?.names.count == 7 && walk.token.status == .ok
        case "tls-self-signed":
            return walk.desk.provider.options.tls == .selfSigned
        case "tls-expired":
            return walk.desk.provider.options.tls == .expired
        case "tls-wrong-host":
            return walk.desk.provider.options.tls == .wrongHost
        case "tls-downgrade":
            return walk.desk.provider.options.tls == .right
                && walk.metadata?["token_endpoint"]?.text == Desk.collector + "/token"
        case _:
            return nil
        }
    }

    // MARK: Pushed requests, proofs and devices

    private static func grants(_ id: String, _ walk: Walk) -> Bool? {
        switch id {
        case "par-required":
            return walk.metadata?["require_pushed_authorization_requests"]?.isTrue == true
                && walk.values("error") == ["invalid_request"] && walk.push().seen?["request_uri"] != nil
        case "par-400":
            let answer = walk.push()
            return answer.status == .badRequest
                && answer.seen?["error_description"]?.text?.contains("\u{1b}") == true
        case "par-no-uri":
            let answer = walk.push()
            return answer.status == .created && answer.seen?["expires_in"] != nil
                && answer.seen?["request_uri"] == nil
        case "dpop-required":
            return walk.tokens?["error"]?.text == "invalid_dpop_proof"
        case "dev-ok":
            return walk.poll(after: [1, 1, 1]) == ["authorization_pending", "authorization_pending", "tokens"]
        case "dev-slow-down":
            return walk.poll(after: [1, 6, 11]) == ["slow_down", "slow_down", "tokens"]
        case _:
            return nil
        }
    }

    // MARK: Sessions

    private static func sessions(_ id: String, _ walk: Walk) -> Bool? {
        switch id {
        case "ui-sub-mismatch":
            return walk.userInfo?.seen?["sub"]?.text == "somebody-else"
        case "ui-missing-sub":
            return walk.userInfo?.seen?["email"] != nil && walk.userInfo?.seen?["sub"] == nil
        case "ui-401":
            return walk.userInfo?.status == .unauthorized && walk.userInfo?.seen?["error"]?.text == "invalid_token"
        case "ui-500":
            return walk.userInfo?.status == .internalServerError
        case "ui-hang":
            return walk.userInfo?.delivery == .hang
        case "ui-escape":
            return walk.userInfo?.seen?["sub"]?.text == Person.subject
                && walk.userInfo?.seen?["email"]?.text?.contains("\u{1b}") == true
                && walk.userInfo?.seen?.names.contains { $0.contains("\u{1b}") } == true
        case "ui-many":
            return (walk.userInfo?.seen?.names.count ?? 0) > 20000 && walk.userInfo?.seen?["nested"] != nil
        case "rt-no-new":
            return walk.refreshed?["access_token"] != nil && walk.refreshed?["refresh_token"] == nil
                && walk.refreshAgain?.status == .ok
        case "rt-no-idt":
            return walk.refreshed?["access_token"] != nil && walk.refreshed?["id_token"] == nil
        case "rt-invalid-grant":
            return walk.refresh?.status == .badRequest && walk.refreshed?["error"]?.text == "invalid_grant"
        case "rt-503":
            return walk.refresh?.status == .serviceUnavailable && walk.token.status == .ok
        case "rt-hang":
            return walk.refresh?.delivery == .hang && walk.token.delivery == .whole
        case "rt-html":
            return walk.refresh?.status == .ok && walk.refresh?.text.hasPrefix("<!DOCTYPE html>") == true
        case "rt-reset-after-rotate":
            return walk.refresh?.delivery == .resetBefore && walk.refreshAgain?.status == .badRequest
        case "rt-idt-sub":
            let token = walk.refreshed?["id_token"]?.text.flatMap(SeenToken.init)
            return token?.claims["sub"]?.text == "somebody-else" && walk.claims?["sub"]?.text == Person.subject
        case "rt-idt-iss":
            let token = walk.refreshed?["id_token"]?.text.flatMap(SeenToken.init)
            return token?.claims["iss"]?.text == "https://other.example"
        case "rt-storm":
            return walk.tokens?["expires_in"]?.number == 1 && walk.refreshed?["expires_in"]?.number == 1
        case "rv-503":
            return walk.revocation.status == .serviceUnavailable && walk.revocation.fields[.retryAfter] != nil
        case "rv-400":
            return walk.revocation.status == .badRequest
                && walk.revocation.seen?["error"]?.text == "unsupported_token_type"
        case "rv-hang":
            return walk.revocation.delivery == .hang
        case "rv-404":
            return walk.revocation.status == .notFound
        case "rv-missing":
            return walk.metadata?["end_session_endpoint"] != nil && walk.metadata?["revocation_endpoint"] == nil
        case _:
            return nil
        }
    }
}

extension Walk {
    /// The authorization request, pushed.
    func push() -> Answer {
        let form = (try? FormCoding.decode(Desk.request().drop { $0 != "?" }.dropFirst())) ?? []
        return desk.post("/par", form)
    }

    /// What a device hears that polls after so many seconds each: an error, or that there are tokens.
    func poll(after pauses: [Int]) -> [String] {
        let client = FormPair("client_id", "pixie-demo")
        let begun = desk.post("/device_authorization", [client, FormPair("scope", "openid")])
        let form = [
            FormPair("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), client,
            FormPair("device_code", begun.seen?["device_code"]?.text ?? "none"),
        ]
        return pauses.map { pause in
            desk.pass(seconds: pause)
            let answer = desk.post("/token", form).seen
            return answer?["access_token"] == nil ? answer?["error"]?.text ?? "nothing" : "tokens"
        }
    }

    func isSigned(by key: SigningKey) -> Bool { idToken.map { key.claims(of: $0.text) != nil } ?? false }
}
