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
        #"{"id":"pass","name":"Pass","about":"A pass.","issuer":"https://pass.example","values":[],"scopes":["openid"],"#
            + #""help":{"client_key":"The key file."},"rules":{"client":{"methods":["private_key_jwt"],"assertion":{"#
            + #""algorithms":["ES256"],"key_id":true}},"encryption":{"id_token":"required"}}}"#,
        #"{"id":"vault","name":"Vault","about":"A vault.","issuer":"https://v.example","values":[],"scopes":["openid"],"#
            + #""rules":{"client":{"methods":["client_secret_post"]}}}"#,
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

    // MARK: Key files

    private static func pass() throws -> ProfileForm {
        var form = try form()
        focus(.provider, &form)
        type("pass", &form)
        focus(.clientID, &form)
        type("c", &form)
        focus(.keyFile, &form)
        type("/k.pem", &form)
        focus(.decryptionFile, &form)
        type("/d.pem", &form)
        return form
    }

    private static func wish(_ form: inout ProfileForm) throws -> KeyFilesWish {
        let wish = form.keysToRead()
        return try #require(wish)
    }

    private static func key(_ keyID: String? = nil) throws -> ClientKey {
        let name = keyID.map { #","kid":"\#($0)""# } ?? ""
        let jwk =
            #"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","#
            + #""y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0","d":"jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI""#
            + name + "}"
        return try KeyFile.read(Array(jwk.utf8)).signingKey(nil)
    }

    @Test func aProviderThatNeedsKeysIsAskedForTheirFiles() throws {
        let form = try Self.pass()
        #expect(form.fields == [.provider, .clientID, .scopes, .port, .keyFile, .keyID, .decryptionFile])
        #expect(form.help(of: .keyFile) == "The key file.")
        #expect(form.keyWish.signing == "/k.pem" && form.keyWish.decryption == "/d.pem")
    }

    @Test func missingFilesAreNamedBeforeAnythingIsRead() throws {
        var form = try Self.pass()
        _ = form.edit(.control("u"))
        #expect(form.fault(of: .decryptionFile)?.contains("Pass encrypts what it sends") == true)
        Self.focus(.keyFile, &form)
        _ = form.edit(.control("u"))
        #expect(form.fault(of: .keyFile)?.contains("proves the client with a key") == true)
        #expect(form.keysToRead() == nil)
    }

    @Test func theFilesAreReadWhenTheFormIsSent() throws {
        var form = try Self.pass()
        let wish = try Self.wish(&form)
        #expect(wish == form.keyWish)
        form.take(
            KeyFilesFound(
                wish: wish, signing: .success(try Self.key("k")), decryption: .failure(KeyFileTrouble("It is damaged."))
            ))
        #expect(form.submit() == nil)
        #expect(form.complaint(about: .decryptionFile) == "It is damaged.")
        // They are read anew: what was wrong may be mended.
        let again = try Self.wish(&form)
        #expect(form.complaint(about: .decryptionFile) == nil)
        form.take(
            KeyFilesFound(wish: again, signing: .success(try Self.key("k")), decryption: .success([try Self.key()])))
        let made = form.submit()
        let plan = try #require(made)
        #expect(plan.client.keys.signing?.keyID == "k" && plan.client.keys.decryption.count == 1)
        #expect(form.following(plan) == form)
    }

    @Test func aKeyWithoutANameIsAComplaintAboutTheName() throws {
        var form = try Self.pass()
        let wish = try Self.wish(&form)
        form.take(
            KeyFilesFound(wish: wish, signing: .success(try Self.key()), decryption: .success([try Self.key()])))
        #expect(form.submit() == nil)
        #expect(form.focus == .keyID)
        #expect(form.complaint(about: .keyFile) == nil)
        #expect(form.complaint(about: .keyID)?.contains("(kid)") == true)
    }

    @Test func anAnswerAboutOtherFilesCountsForNothing() throws {
        var form = try Self.pass()
        let wish = try Self.wish(&form)
        Self.type("x", &form)
        form.take(
            KeyFilesFound(wish: wish, signing: .failure(KeyFileTrouble("Old.")), decryption: .success([try Self.key()]))
        )
        #expect(form.fault(of: .keyFile) == nil)
    }

    @Test func aProviderThatTakesOnlySecretsDemandsOne() throws {
        var form = try Self.form()
        Self.focus(.provider, &form)
        Self.type("vault", &form)
        #expect(form.fault(of: .secret)?.contains("wants the client secret") == true)
        Self.focus(.secret, &form)
        Self.type("s", &form)
        #expect(form.fault(of: .secret) == nil)
        #expect(form.editor(.secret).isMasked)
    }
}
