/// How near two words are.
public enum Spelling {
    /// How many letters have to be added, dropped or changed, or neighbours swapped, to make one word of the other
    /// (optimal string alignment); `bound + 1` when it is more than `bound`.
    public static func distance(_ one: String, _ other: String, bound: Int) -> Int {
        let a = Array(one.lowercased().unicodeScalars)
        let b = Array(other.lowercased().unicodeScalars)
        guard abs(a.count - b.count) <= bound, a.count <= 256, b.count <= 256 else { return bound + 1 }
        guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
        var older: [Int] = []
        var old = Array(0...b.count)
        for row in 1...a.count {
            var new = [row]
            for column in 1...b.count {
                let change = a[row - 1] == b[column - 1] ? 0 : 1
                var least = min(new[column - 1] + 1, old[column] + 1, old[column - 1] + change)
                if row > 1, column > 1, a[row - 1] == b[column - 2], a[row - 2] == b[column - 1] {
                    least = min(least, older[column - 2] + 1)
                }
                new.append(least)
            }
            older = old
            old = new
        }
        return min(old[b.count], bound + 1)
    }
}
