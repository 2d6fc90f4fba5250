import HTTPTypes
import Testing

@testable import DemoProvider

@Suite struct FaultCatalogTests {
    /// Every name, so that one that is lost or new is noticed: clients' tests are kept under these names.
    static let names = """
        ok ok-es256 ok-no-kid-single ok-aud-array ok-azp ok-no-refresh-token ok-no-expires-in
        ok-token-type-case ok-extra-members ok-scope-narrowed ok-iss-param ok-issuer-slash ok-authz-query
        ok-jwks-unknown-types ok-iat-skew ok-exp-float ok-chunked ok-http10 ok-charset ok-unicode
        ok-set-cookie ok-big-token idt-wrong-iss idt-missing-iss idt-wrong-aud idt-missing-aud idt-extra-aud
        idt-wrong-azp idt-expired idt-missing-exp idt-iat-future idt-missing-iat idt-nbf-future
        idt-missing-nonce idt-wrong-nonce idt-missing-sub idt-wrong-at-hash idt-missing idt-alg-none
        idt-bad-sig idt-other-key-sig idt-payload-changed idt-hs256-pubkey idt-alg-unlisted idt-unknown-kid
        idt-kid-path idt-jwk-header idt-crit idt-dots idt-huge idt-rsa-1024 idt-es256-zero idt-key-enc
        idt-key-alg idt-escape-claims cb-missing-state cb-wrong-state cb-empty-state cb-state-twice
        cb-code-twice cb-iss-mismatch cb-iss-missing cb-missing-code cb-empty-code cb-denied cb-error-escape
        cb-error-xss cb-error-long cb-error-no-state cb-token-in-query cb-wrong-path cb-code-special
        cb-preconnect cb-favicon cb-head cb-options cb-post cb-long-line cb-many-headers cb-bad-host
        cb-forged-error cb-forged-code cb-forged-xss cb-duplicate cb-reset tok-invalid-grant tok-error-escape
        tok-401-html tok-invalid-client tok-302 tok-307 tok-429-far tok-429-then-ok tok-503-then-ok tok-drip
        tok-hang tok-huge tok-gzip-bomb tok-truncated tok-short-body tok-reset-mid-body tok-reset-before
        tok-close-before tok-half-close tok-dup-keys tok-deep tok-invalid-utf8 tok-crlf-token tok-200-error
        tok-form-encoded tok-html-200 tok-no-access-token tok-no-token-type tok-type-mac tok-expires-string
        tok-expires-float tok-expires-null tok-scope-more tok-1xx disc-wrong-issuer disc-missing-issuer
        disc-missing-authz disc-missing-token disc-missing-jwks disc-http-endpoints disc-http-token
        disc-javascript disc-file disc-dash disc-shell-legal disc-not-json disc-empty disc-404
        disc-503-then-ok disc-reset-then-ok disc-redirect-loop disc-redirect-other disc-huge disc-drip
        disc-escape disc-homoglyph disc-plain-only disc-no-pkce-list disc-no-code disc-alg-none-only
        disc-many-scopes disc-long-strings disc-minimal jwks-empty jwks-503-then-ok jwks-unknown-kid-always
        jwks-rotate-before-sign jwks-rotate-between ui-sub-mismatch ui-missing-sub ui-401 ui-500 ui-hang
        ui-escape ui-many rt-no-new rt-no-idt rt-invalid-grant rt-503 rt-hang rt-html rt-reset-after-rotate
        rt-idt-sub rt-idt-iss rt-storm rv-503 rv-400 rv-hang rv-404 rv-missing
        par-required par-400 par-no-uri dpop-required dev-ok dev-slow-down
        tls-ok tls-self-signed tls-expired tls-wrong-host tls-downgrade
        """.split { $0 == " " || $0 == "\n" }.map(String.init)

    @Test func hasEveryNameOnce() {
        let all = FaultCatalog.all.map(\.id)
        #expect(Set(all).count == all.count)
        #expect(Set(Self.names).subtracting(all) == [], "missing")
        #expect(Set(all).subtracting(Self.names) == [], "new")
    }

    @Test func everyRowSaysWhatHappensAndWhatIsWanted() {
        for fault in FaultCatalog.all {
            #expect(!fault.summary.isEmpty && !fault.reaction.isEmpty, "\(fault.id)")
            #expect(fault.id.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }, "\(fault.id)")
            #expect((fault.summary + fault.reaction).unicodeScalars.allSatisfy { $0.value >= 0x20 }, "\(fault.id)")
        }
    }

    @Test(arguments: [
        ("idt-wrong-nonc", "idt-wrong-nonce"), ("IDT-EXPIRED", "idt-expired"), ("cb_denied", "cb-denied"), ("", "ok"),
        ("tok307", "tok-307"),
    ])
    func findsTheNameThatWasMeant(typed: String, meant: String) {
        #expect(FaultCatalog.nearest(to: typed) == meant)
    }

    @Test func onlyTheStartOfALongNameIsCompared() {
        let begin = ContinuousClock.now
        _ = FaultCatalog.nearest(to: String(repeating: "a", count: 1_000_000))
        // All of it would take many minutes; the bound is no measurement.
        #expect(ContinuousClock.now - begin < .seconds(60))
    }
}
