import OAuth
import Sessions

/// The one question of the first save: where the key lies. Each choice says what it means; what does not work here has
/// no number, and says why.
enum KeySourceQuestion {
    /// The choice; nil when nobody chose.
    static func ask(_ door: StoreDoor, toKeep kind: SessionStore.Kind) -> StoreKeySource? {
        guard PrivateQuestion.isPossible else { return nil }
        let tried = StoreKeySource.allCases.map { ($0, door.tryOut($0)) }
        // The first that works is the safest that does.
        let choices = tried.filter { $0.1 == .works }.map(\.0)
        var lines = ["", "pixie can keep this \(name(of: kind)). Where shall the key to it lie?"]
        lines += choices.enumerated().map { "  \($0 + 1)  \($1.name): \($1.promise)" }
        for (source, availability) in tried {
            switch availability {
            case .works: break
            case .doesNot(let why): lines.append("  -  \(source.name): does not work here: \(why.reason).")
            }
        }
        PrivateQuestion.tell(lines, indent: 5)
        for _ in 0..<3 {
            guard let typed = PrivateQuestion.askOpenly("Number (Enter for 1): ") else { return nil }
            let answer = typed.filter { !$0.isWhitespace }
            let number = answer.isEmpty ? 1 : Int(answer) ?? 0
            if choices.indices.contains(number - 1) { return choices[number - 1] }
            PrivateQuestion.tell(["There is no such choice."])
        }
        return nil
    }

    private static func name(of kind: SessionStore.Kind) -> String {
        switch kind {
        case .session: "session for the next time"
        case .waiting: "waiting login, and the session that follows"
        case .client: "client for the next time"
        }
    }
}
