// Counts up in one session, as a process of its own, for the tests of what several processes do at once.
// usage: StoreWriter FOLDER PROFILE COUNT
import Glibc
import OAuth
import Sessions

let arguments = CommandLine.arguments
guard arguments.count == 4, let count = Int(arguments[3]) else { exit(2) }
do {
    let profile = try SessionName(arguments[2])
    let door = StoreDoor(
        place: StorePlace(path: arguments[1]),
        secretTool: SecretTool { _, _ throws(KeyFault.Unavailability) in throw .notInstalled("secret-tool") },
        notice: { _ in })
    let store = try door.make(.plainFile, passphrase: { nil })
    for _ in 0..<count {
        let lock = try store.lock(.session, profile, within: 60)
        var number = 0
        var replacing = SessionStore.Replacing.anything
        if case .found(let entry) = try store.read(.session, profile, holding: lock) {
            number = Int(String(decoding: entry.record.content, as: UTF8.self)) ?? -1_000_000
            replacing = .generation(entry.generation)
        }
        let label = KeptRecord.Label(
            profile: profile, issuer: "https://login.example.com", clientID: "pixie-cli", person: nil, until: nil,
            standing: .alive)
        let record = KeptRecord(label: label, token: nil, content: Array(String(number + 1).utf8))
        try store.save(.session, record, replacing: replacing, holding: lock)
    }
} catch {
    let message = (error as? StoreFault)?.message ?? "\(error)"
    _ = "StoreWriter: \(message)\n".withCString { write(2, $0, strlen($0)) }
    exit(1)
}
