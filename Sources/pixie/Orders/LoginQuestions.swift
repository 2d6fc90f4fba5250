import ArgumentParser
import OAuth
import Profiles

/// What the form asks, asked by lines where there are no screens and a person is at the terminal.
struct LoginQuestions {
    let shelf: ProfileShelf
    /// How often something that cannot be is asked again.
    private static let tries = 3

    /// A profile or the address of a provider; `nil` when nothing usable was typed.
    func target() -> String? {
        let profiles = shelf.book.profiles
        PrivateQuestion.tell(
            ["Where do you want to log in?"]
                + profiles.enumerated().map {
                    "  \($0 + 1)  \($1.name.text)  \(ForeignText($1.issuer.text).safe(limit: 200))"
                })
        let question =
            profiles.isEmpty
            ? "1 of 2  Issuer, the address of the provider: " : "Number, or the address of another provider: "
        return ask(question) { typed in
            if let number = Int(typed), profiles.indices.contains(number - 1) { return profiles[number - 1].name.text }
            _ = try LoginTarget(typed: typed, shelf: shelf)
            return typed
        }
    }

    func clientID() -> String? {
        ask("2 of 2  Client ID, as the provider gave it: ") { $0 }
    }

    private func ask(_ question: String, _ judge: (String) throws -> String) -> String? {
        for _ in 0..<Self.tries {
            guard let line = PrivateQuestion.askOpenly(question) else { return nil }
            let typed = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            guard !typed.isEmpty else { continue }
            do {
                return try judge(typed)
            } catch let fault as ValidationError {
                PrivateQuestion.tell([fault.message])
            } catch {
                return nil
            }
        }
        return nil
    }
}
