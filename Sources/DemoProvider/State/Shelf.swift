/// Values that are kept for a while, at most `capacity` of them: when it is full, the oldest goes.
package struct Shelf<Value: Sendable>: Sendable {
    private struct Entry: Sendable {
        var value: Value
        let expires: Int
        let serial: Int
    }

    private var entries: [String: Entry] = [:]
    private var order: [(serial: Int, key: String)] = []
    private var serial = 0
    private let capacity: Int

    package init(capacity: Int) {
        self.capacity = capacity
    }

    var count: Int { entries.count }

    package mutating func put(_ value: Value, under key: String, until expires: Int, now: Int) {
        serial += 1
        entries[key] = Entry(value: value, expires: expires, serial: serial)
        order.append((serial, key))
        if entries.count > capacity || order.count > 2 * capacity {
            entries = entries.filter { $0.value.expires > now }
            order = order.filter { entries[$0.key]?.serial == $0.serial }
            while entries.count > capacity, !order.isEmpty {
                entries[order.removeFirst().key] = nil
            }
        }
    }

    /// The value, unless it has expired. It stays on the shelf.
    package func value(_ key: String, now: Int) -> Value? {
        guard let entry = entries[key], entry.expires > now else { return nil }
        return entry.value
    }

    /// The value however old it is, as long as it has not been pushed out, and when it expires.
    package func record(_ key: String) -> (value: Value, expires: Int)? {
        entries[key].map { ($0.value, $0.expires) }
    }

    package mutating func update(_ key: String, _ change: (inout Value) -> Void) {
        guard var entry = entries[key] else { return }
        change(&entry.value)
        entries[key] = entry
    }

    package mutating func remove(_ key: String) {
        entries[key] = nil
    }

    package mutating func removeAll(where isUnwanted: (Value) -> Bool) {
        entries = entries.filter { !isUnwanted($0.value.value) }
    }
}
