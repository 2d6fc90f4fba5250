import Assets
import OAuth
import Presets
import Testing

/// The presets of the binary.
@Suite struct BuiltInTests {
    private static let book = PresetBook(ProviderText.all.map { PresetFile(name: $0.name, bytes: $0.bytes) })

    private static func preset(_ id: String) throws -> Preset { try #require(book.preset(id)) }

    @Test func allAreReadAndNamedLikeTheirFiles() {
        #expect(Self.book.mistakes == [])
        #expect(Self.book.presets.map { $0.id + ".json" } == ProviderText.all.map(\.name))
        #expect(Self.book.presets.count == 15)
    }

    @Test func eachValueHasOneSentenceOfHelp() {
        for preset in Self.book.presets {
            let sentences = preset.values.map(\.help) + [preset.about]
            #expect(sentences.allSatisfy { $0.hasSuffix(".") && $0.count <= 160 }, "\(preset.id)")
        }
    }

    @Test func writtenRulesAreReadAgain() throws {
        for preset in Self.book.presets {
            let values = preset.values.filter { $0.standard == nil }.map { FormPair($0.name, $0.example) }
            let rules = try preset.choice(values).rules
            #expect(try ProviderRules(rules.json) == rules, "\(preset.id)")
        }
        #expect(try ProviderRules(ProviderRules.standard.json) == .standard)
    }

    @Test(arguments: [
        ("workos", [], "https://api.workos.com"), ("workos", ["base=http://127.0.0.1:8080"], "http://127.0.0.1:8080"),
        ("workos-connect", ["subdomain=blue-sky"], "https://blue-sky.authkit.app"),
        ("workos-connect", ["base=http://127.0.0.1:1"], "http://127.0.0.1:1"),
        ("banno", ["bank=digital.garden-fi.com"], "https://digital.garden-fi.com/a/consumer/api/v0/oidc"),
        ("microauth", ["tenant=acme.example"], "https://acme.example"),
        ("singpass", [], "https://id.singpass.gov.sg/fapi"),
        ("singpass", ["host=stg-id.singpass.gov.sg"], "https://stg-id.singpass.gov.sg/fapi"),
        ("myinfo", ["purpose_id=demonstration"], "https://test.api.myinfo.gov.sg/com/v4"),
        ("microsoft", ["tenant=abc"], "https://login.microsoftonline.com/abc/v2.0"),
        ("auth0", ["domain=a.eu.auth0.com"], "https://a.eu.auth0.com/"),
        ("okta", ["domain=a.okta.com"], "https://a.okta.com"),
        ("keycloak", ["host=sso.example", "realm=acme"], "https://sso.example/realms/acme"),
        ("google", [], "https://accounts.google.com"), ("gitlab", [], "https://gitlab.com"),
        ("github", [], "https://github.com/login/oauth"),
        ("oidc", ["address=https://id.example/x"], "https://id.example/x"),
    ])
    func theValuesMakeTheIssuer(id: String, values: [String], issuer: String) throws {
        let pairs = values.map { text in
            let halves = text.split(separator: "=", maxSplits: 1)
            return FormPair(String(halves[0]), String(halves[1]))
        }
        #expect(try Self.preset(id).choice(pairs).issuer.text == issuer)
    }

    @Test(arguments: [
        ("microauth", []), ("banno", []), ("workos-connect", []), ("myinfo", []),
        ("keycloak", [FormPair("realm", "a")]),
    ])
    func whatIsMissingIsNamedWithItsHelp(id: String, values: [FormPair]) throws {
        let preset = try Self.preset(id)
        do throws(PresetFault) {
            _ = try preset.choice(values)
            Issue.record("\(id) takes nothing")
        } catch {
            guard case .missing(let value) = error else { throw error }
            #expect(error.message.contains("--set \(value.name)=") && error.message.contains(value.help))
        }
    }

    @Test(arguments: [
        ("microauth", "tenant", "https://acme.example/", "Enter only acme.example."),
        ("microauth", "tenant", "acme.example/x", "Enter only acme.example."),
        ("workos-connect", "subdomain", "https://blue.authkit.app", "such as blue for blue.authkit.app"),
        ("workos-connect", "subdomain", "blue.authkit.app", "Enter only blue."),
        ("microsoft", "tenant", "https://login.microsoftonline.com/x", "is a name and not an address"),
        ("keycloak", "realm", "a realm", "has characters that no such name has"),
        ("oidc", "address", "acme", "from https:// on"),
        ("oidc", "address", "acme.example.com", "from https:// on"),
        ("workos", "base", "https://api.workos.com/user_management", "has no path"),
        ("workos", "base", "api.workos.com", "is an address, such as https://api.workos.com"),
    ])
    func aValueOfTheWrongKindIsTold(id: String, name: String, text: String, part: String) throws {
        let preset = try Self.preset(id)
        do throws(PresetFault) {
            _ = try preset.choice([FormPair(name, text)])
            Issue.record("\(id) takes \(text)")
        } catch {
            guard case .bad = error else { throw error }
            #expect(error.message.contains(part), "\(error.message)")
        }
    }

    @Test func theUnversionedEndpointsOfBannoAreRefused() throws {
        let old = try Issuer("https://www.banno.com/a/consumer/api/oidc")
        let preset = try Self.preset("banno")
        do throws(PresetFault) {
            _ = try preset.choice([], issuer: old)
            Issue.record("taken")
        } catch {
            #expect(error.message.contains("use v0"))
        }
        let new = try Issuer("https://bank.example/a/consumer/api/v0/oidc")
        #expect(try preset.choice([], issuer: new).issuer == new)
    }

    @Test func theEndOfMyinfoIsKnown() throws {
        #expect(try Self.preset("myinfo").ends == "2026-12-31")
        #expect(try Self.preset("singpass").ends == nil)
    }

    @Test func aGivenSelectorTakesThePlaceOfTheUsualOne() throws {
        let choice = try Self.preset("workos").choice([])
        #expect(choice.parameters(with: []) == [FormPair("provider", "authkit")])
        #expect(choice.parameters(with: [FormPair("connection_id", "c")]) == [FormPair("connection_id", "c")])
        let both = [FormPair("organization_id", "o"), FormPair("provider", "authkit")]
        #expect(choice.parameters(with: both) == both)
    }

    @Test func bannoSendsItsClaims() throws {
        let choice = try Self.preset("banno").choice([FormPair("bank", "b.example")])
        let claims = try #require(choice.parameters.first { $0.name == "claims" })
        let json = try JSONReader.readObject(Array(claims.value.utf8))
        #expect(json["id_token"]?.object?["https://api.banno.com/consumer/claim/institution_id"] == .null)
    }
}
