import LoginFlow
import OAuth
import Presets
import Screen
import Testing

@testable import PixieUI

/// The form shows just the fields that the chosen provider needs.
@Suite struct ProviderFormTests {
    private static let texts = [
        #"{"id":"oidc","name":"OpenID Connect","about":"Any.","issuer":"{address}","values":[{"name":"address","#
            + #""label":"Issuer","kind":"issuer","example":"https://a.example","help":"It."}],"scopes":["openid"],"rules":{}}"#,
        #"{"id":"kit","name":"Kit","about":"A kit.","issuer":"https://kit.example","values":[],"scopes":[],"#
            + #""help":{"client_id":"It begins with kit_."},"rules":{"request":{"scope":"absent"},"id_token":"absent"}}"#,
        #"{"id":"bank","name":"Bank","about":"A bank.","ends":"2026-12-31","issuer":"https://{host}/v0","values":[{"#
            + #""name":"host","label":"Host","kind":"host","example":"b.example","help":"Its host."}],"#
            + #""scopes":["openid","money"],"rules":{"client":{"methods":["none"]},"redirect":{"port":"exact"}}}"#,
    ]

    private static func form() throws -> ProfileForm {
        let book = PresetBook(texts.map { PresetFile(name: "a.json", bytes: Array($0.utf8)) })
        #expect(book.mistakes == [])
        var prefill = Prefill()
        prefill.presets = book.presets
        return ProfileForm(prefill)
    }

    private static func type(_ text: String, _ form: inout ProfileForm) {
        for letter in text { _ = form.edit(.character(letter)) }
    }

    private static func focus(_ field: ProfileForm.Field, _ form: inout ProfileForm) {
        for _ in form.fields where form.focus != field { form.moveFocus(by: 1) }
    }

    @Test func withoutPresetsThereIsNoSuchField() {
        #expect(ProfileForm(Prefill()).fields == [.issuer, .clientID, .scopes, .port, .secret])
    }

    @Test func itBeginsWithAnyProviderByItsIssuer() throws {
        let form = try Self.form()
        #expect(form.fields == [.provider, .issuer, .clientID, .scopes, .port, .secret])
        #expect(form.focus == .issuer)
    }

    @Test func arrowsAndLettersChoose() throws {
        var form = try Self.form()
        Self.focus(.provider, &form)
        _ = form.edit(.right)
        #expect(form.fields == [.provider, .clientID, .port, .secret])
        Self.type("ba", &form)
        #expect(form.providers.preset?.id == "bank")
        #expect(form.fields == [.provider, .firstValue, .clientID, .scopes, .redirect])
        #expect(form.text(.scopes) == "openid money")
        #expect(form.label(of: .firstValue) == "Host")
        #expect(form.help(of: .firstValue) == "Its host.")
        _ = form.edit(.left)
        #expect(form.help(of: .clientID) == "It begins with kit_.")
        _ = form.edit(.left)
        #expect(form.text(.scopes) == Prefill().scopes)
    }

    @Test func theFieldsMakeThePlan() throws {
        var form = try Self.form()
        Self.focus(.provider, &form)
        Self.type("bank", &form)
        Self.focus(.firstValue, &form)
        Self.type("https://b.example", &form)
        #expect(form.fault(of: .firstValue)?.contains("Enter only b.example.") == true)
        _ = form.edit(.control("u"))
        Self.type("b.example", &form)
        Self.focus(.clientID, &form)
        Self.type("c", &form)
        #expect(form.fault(of: .redirect) != nil)
        Self.focus(.redirect, &form)
        Self.type("http://127.0.0.1:8400/cb", &form)
        let made = form.submit()
        let plan = try #require(made)
        #expect(plan.client.issuer.text == "https://b.example/v0")
        #expect(plan.client.rules.name == "Bank")
        #expect(plan.redirect == .registered(try RedirectURI("http://127.0.0.1:8400/cb")))
        // A login that comes back finds the form as it was.
        #expect(form.following(plan) == form)
    }
}
