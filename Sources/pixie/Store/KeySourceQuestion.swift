import OAuth
import Sessions

/// The one question of the first save: where the key lies. Each choice says what it means and whether it works here.
enum KeySourceQuestion {
    /// The choice; nil when nobody chose.
    static func ask(_ door: StoreDoor) -> StoreKeySource? {
        guard PrivateQuestion.isPossible else { return nil }
        let choices = StoreKeySource.allCases.map { ($0, door.tryOut($0)) }
        var lines = ["", "pixie can keep this session for the next time. Where shall the key to it lie?"]
        for (number, (source, availability)) in choices.enumerated() {
            switch availability {
            case .works: lines.append("  \(number + 1)  \(source.name): \(source.promise)")
            case .doesNot(let why): lines.append("  -  \(source.name): does not work here: \(why.reason).")
            }
        }
        // The first that works is the safest that does.
        let advised = choices.firstIndex { $0.1 == .works } ?? choices.count - 1
        PrivateQuestion.tell(lines)
        for _ in 0..<3 {
            guard let typed = PrivateQuestion.askOpenly("Number (Enter for \(advised + 1)): ") else { return nil }
            let answer = typed.filter { !$0.isWhitespace }
            let number = answer.isEmpty ? advised + 1 : Int(answer) ?? 0
            if choices.indices.contains(number - 1), choices[number - 1].1 == .works { return choices[number - 1].0 }
            PrivateQuestion.tell(["There is no such choice."])
        }
        return nil
    }
}
