import OAuth
import Screen

/// The list of profiles: which are shown, which is marked.
struct Picker: Sendable, Equatable {
    private(set) var rows: [PickerRow]
    private(set) var filter = LineEditor()
    /// Letters go into the filter.
    var isFiltering = false
    /// Indices into ``rows`` that the filter lets through.
    private(set) var shown: [Int]
    private(set) var selection = 0
    private var hasMoved = false
    /// The profile that was taken out last, while it can be brought back.
    var removed: String?

    /// - Parameter rows: In the order of the file. A login that waits is marked first.
    init(_ rows: [PickerRow], at now: Timestamp) {
        self.rows = rows
        shown = Array(rows.indices)
        selection = rows.firstIndex { $0.isWaiting(at: now) } ?? 0
    }

    var selected: PickerRow? { shown.indices.contains(selection) ? rows[shown[selection]] : nil }

    func row(_ name: String) -> PickerRow? { rows.first { $0.name == name } }

    /// The same list with other contents. The mark stays where the person put it; before that it goes to a login that
    /// waits.
    mutating func replace(_ rows: [PickerRow], at now: Timestamp) {
        let waiting = hasMoved ? nil : rows.first { $0.isWaiting(at: now) }?.name
        let marked = waiting ?? selected?.name
        self.rows = rows
        refilter(marking: marked)
    }

    mutating func move(by count: Int) {
        hasMoved = true
        selection = min(max(0, selection + count), max(0, shown.count - 1))
    }

    /// False when the key is no text.
    mutating func type(_ key: Key) -> Bool {
        hasMoved = true
        let marked = selected?.name
        guard filter.apply(key) else { return false }
        refilter(marking: marked)
        return true
    }

    mutating func clearFilter() {
        let marked = selected?.name
        filter.clear()
        isFiltering = false
        refilter(marking: marked)
    }

    private mutating func refilter(marking name: String?) {
        let words = filter.text.lowercased().split(separator: " ").map(String.init)
        shown = rows.indices.filter { index in
            guard !words.isEmpty else { return true }
            let row = rows[index]
            let text = "\(row.name) \(row.place) \(row.clientID.safe(limit: 200))".lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        selection = name.flatMap { name in shown.firstIndex { rows[$0].name == name } } ?? 0
    }
}
