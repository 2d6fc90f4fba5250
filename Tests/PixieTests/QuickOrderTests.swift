import ArgumentParser
import OAuth
import Testing

@testable import pixie

/// Command lines that are answered before the argument parser: never with another meaning than the parser's.
struct QuickOrderTests {
    @Test(arguments: [
        ["--version"], ["token", "acme"], ["token", "--header", "acme"], ["token", "acme", "--min-ttl", "60"],
        ["token", "acme", "--min-ttl=0"], ["token", "--id", "acme", "--json"], ["token", "acme", "--show"],
        ["token", "login.example.com"], ["pkce"], ["pkce", "--json"], ["pkce", "--length", "128"],
        ["pkce", "--length=43", "--json"], ["inspect", "token.txt"], ["inspect", "--json", "token.txt"],
    ])
    func takesTheCommonForms(arguments: [String]) throws {
        let order = try #require(QuickOrder.read(arguments))
        #expect(order == Self.parsed(arguments))
    }

    @Test(arguments: [
        [], ["--version", "--version"], ["token"], ["token", ""], ["token", "a", "b"], ["token", "--", "acme"],
        ["token", "acme", "--json", "--json"], ["token", "acme", "--header", "--id"],
        ["token", "acme", "--header", "--json"], ["token", "acme", "--min-ttl"], ["token", "acme", "--min-ttl", "-1"],
        ["token", "acme", "--min-ttl", "1.5"], ["token", "acme", "--min-ttl", "31536001"],
        ["token", "acme", "--min-ttl=5", "--min-ttl=5"], ["token", "acme", "--min-ttl", "\u{665}"],
        ["token", "acme", "--refresh"], ["token", "acme", "--key-source", "plain-file"], ["token", "acme", "-h"],
        ["token", "acme", "--min-ttl="], ["pkce", "--length", "129"], ["pkce", "--length", "0x40"],
        ["pkce", String(repeating: "v", count: 43)], ["pkce", "--challenge", "c"], ["pkce", "--length="],
        ["help", "token"], ["login"], ["TOKEN", "acme"], ["-"],
        ["inspect"], ["inspect", "-"], ["inspect", "a", "b"], ["inspect", "a", "--jwks", "k"], ["inspect", "a", "-h"],
    ])
    func leavesTheRestToTheParser(arguments: [String]) {
        #expect(QuickOrder.read(arguments) == nil)
    }

    @Test(arguments: ["token", "pkce", "inspect", "--version"])
    func meansWhatTheParserMeans(command: String) {
        let few = ["acme", "--min-ttl", "30", "--min-ttl=5", "--json", "--header", "--id"]
        let more = [
            "--show", "--refresh", "--length", "64", "--length=43", "--challenge", "-", "--", "", "--version", "--help",
            "+5", "007", "--jsonx", "-v", "-h",
        ]
        let tails = (0...2).flatMap { Self.lists(of: few + more, length: $0) } + Self.lists(of: few, length: 3)
        for arguments in tails.map({ [command] + $0 }) {
            guard let order = QuickOrder.read(arguments) else { continue }
            #expect(order == Self.parsed(arguments), "\(arguments)")
        }
    }

    @Test func anEmptyCommandLineIsALoginWithNothingSaid() throws {
        let parsed = try #require(try PixieCommand.parseAsRoot([]) as? LoginCommand)
        #expect(String(describing: LoginOrder()) == String(describing: parsed.order))
    }

    /// Every list of so many words.
    private static func lists(of words: [String], length: Int) -> [[String]] {
        guard length > 0 else { return [[]] }
        let shorter = lists(of: words, length: length - 1)
        return words.flatMap { word in shorter.map { [word] + $0 } }
    }

    /// What the parser makes of it.
    private static func parsed(_ arguments: [String]) -> QuickOrder? {
        do {
            let command = try PixieCommand.parseAsRoot(arguments)
            guard RepeatedOption.first(in: arguments) == nil else { return nil }
            if let token = command as? TokenCommand {
                guard let name = token.profile, !token.refresh, token.trust.caFile == nil, token.storing.isUntouched
                else { return nil }
                return .token(
                    QuickOrder.TokenOrder(
                        name: name, leastSeconds: token.leastSeconds ?? QuickToken.leastSeconds,
                        form: token.json ? .json : token.header ? .header : .token, wantsIDToken: token.id,
                        isShown: token.show))
            }
            if let pkce = command as? PKCECommand {
                guard pkce.verifier == nil, pkce.challenge == nil else { return nil }
                return .pair(length: pkce.length ?? CodeVerifier.lengths.lowerBound, isJSON: pkce.json)
            }
            if let inspect = command as? InspectCommand {
                guard inspect.jwks == nil, inspect.issuer == nil, inspect.introspect == nil else { return nil }
                return .inspect(file: inspect.file, isJSON: inspect.json)
            }
            return nil
        } catch {
            return PixieCommand.message(for: error) == Version.text ? .version : nil
        }
    }
}

extension StoreOptions {
    fileprivate var isUntouched: Bool { keySource == nil && !insecureStorage && passphraseFile == nil }
}
