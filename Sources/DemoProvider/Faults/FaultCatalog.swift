/// Every fault that the demo provider can commit, as a table.
public enum FaultCatalog {
    public static let all: [Fault] =
        correct + idTokens + signatures + callbacks + attacks + tokens + tokenTransports + metadata + keySets + userInfo
        + refreshes + revocations + pushedRequests + devices + tls

    /// The fault with this name.
    public static func fault(_ id: String) -> Fault? { all.first { $0.id == id } }

    /// The name that looks most like this text: fewest letters to insert, remove or replace.
    public static func nearest(to text: String) -> String {
        // Nobody mistypes a longer name, and the work grows with the length.
        let typed = Array(text.lowercased().prefix(60))
        let ranked = all.map { ($0.id, distance(typed, Array($0.id))) }
        return ranked.min { $0.1 < $1.1 }?.0 ?? "ok"
    }

    private static func distance(_ one: [Character], _ other: [Character]) -> Int {
        var row = Array(0...other.count)
        for (line, letter) in one.enumerated() {
            var corner = row[0]
            row[0] = line + 1
            for (column, against) in other.enumerated() {
                let replaced = corner + (letter == against ? 0 : 1)
                corner = row[column + 1]
                row[column + 1] = min(replaced, corner + 1, row[column] + 1)
            }
        }
        return row[other.count]
    }
}
