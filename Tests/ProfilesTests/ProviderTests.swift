import OAuth
import Profiles
import Testing

/// The lines of a profile that name a provider.
@Suite struct ProviderTests {
    private static let text = """
        profiles:
          bank:
            provider: banno
            values: {bank: b.example}
            issuer: https://b.example/v0
            client_id: c
        """

    @Test func providerAndValuesAreRead() throws {
        let book = ProfileBook(Self.text)
        #expect(book.mistakes == [])
        let profile = try #require(book.profiles.first)
        #expect(profile.provider == "banno")
        #expect(profile.values == [FormPair("bank", "b.example")])
        // The preset knows its own scopes.
        #expect(profile.scopes == [])
    }

    @Test func theyAreWrittenAgain() throws {
        let profile = try #require(ProfileBook(Self.text).profiles.first)
        let book = try ProfileBook("").putting(profile)
        #expect(book.text.contains("provider: banno") && book.text.contains("values: {bank: b.example}"))
        #expect(ProfileBook(book.text).profiles == [profile])
    }

    @Test func valuesThatAreNoPairsAreNamed() {
        let book = ProfileBook(Self.text.replacing("{bank: b.example}", with: "bank"))
        #expect(book.mistakes.map(\.line) == [4])
    }
}
