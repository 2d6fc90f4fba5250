import OAuth
import Synchronization

@testable import Sessions

/// A store in a folder of its own, with everything that a test may want to say of it.
struct Fixture {
    let folder = TestFolder()
    let notices = Notices()

    var place: StorePlace { StorePlace(path: folder.path + "/state/pixie") }

    func door(
        files: FileSystem = .live, keyring: KernelKeyring = .forbidden, secretTool: SecretTool = .missing
    ) -> StoreDoor {
        StoreDoor(
            place: place, files: files, keyring: keyring, secretTool: secretTool,
            scrypt: KeyDescription.Scrypt(logN: 10, r: 8, p: 1),
            notice: { [notices, folder] notice in
                // The folder lives as long as a store in it.
                withExtendedLifetime(folder) { notices.add(notice) }
            })
    }

    /// A store with a plain key.
    func store(files: FileSystem = .live) throws(StoreFault) -> SessionStore {
        try door(files: files).make(.plainFile, passphrase: { nil })
    }

    static let profile = Fixture.name("acme-dev")

    static func name(_ text: String) -> SessionName {
        guard let name = try? SessionName(text) else { preconditionFailure("Fixture: \(text) is no profile name") }
        return name
    }

    static func record(
        _ content: String, _ profile: SessionName = profile, issuer: String = "https://login.example.com/acme"
    ) -> KeptRecord {
        KeptRecord(
            label: KeptRecord.Label(
                profile: profile, issuer: issuer, clientID: "pixie-cli", person: ForeignText("dev@example.com"),
                until: Timestamp(seconds: 1_800_000_000), standing: .alive),
            token: KeptToken(
                accessToken: Secret("access-token-of-" + content), type: "Bearer",
                expiresAt: Timestamp(seconds: 1_800_000_000), idToken: nil, canBeRefreshed: true),
            content: Array(content.utf8))
    }

    /// Where the only session lies, from the folder.
    func sessionFile() -> String {
        let names = TestFolder.names(in: folder.path + "/state/pixie/sessions")
        precondition(names.count == 1, "Fixture: \(names.count) sessions")
        return "/state/pixie/sessions/\(names[0])"
    }
}

extension SessionStore {
    @discardableResult
    func put(_ record: KeptRecord, _ replacing: Replacing = .anything) throws(StoreFault) -> UInt64 {
        let lock = try lock(.session, record.label.profile, within: 5)
        return try save(.session, record, replacing: replacing, holding: lock)
    }

    func content(_ profile: SessionName = Fixture.profile) throws(StoreFault) -> String? {
        switch try read(.session, profile) {
        case .found(let entry): String(decoding: entry.record.content, as: UTF8.self)
        case .missing: nil
        }
    }
}

final class Notices: Sendable {
    private let list = Mutex<[StoreNotice]>([])
    func add(_ notice: StoreNotice) { list.withLock { $0.append(notice) } }
    var all: [StoreNotice] { list.withLock { $0 } }
}

extension KernelKeyring {
    /// As in a container that forbids the calls.
    static let forbidden = KernelKeyring(
        store: { _, _, _ throws(SystemError) in throw SystemError(.keyring, 1) },
        load: { _, _ throws(SystemError) in throw SystemError(.keyring, 1) },
        remove: { _ throws(SystemError) in throw SystemError(.keyring, 1) })
}

extension SecretTool {
    static let missing = SecretTool { _, _ throws(KeyFault.Unavailability) in throw .notInstalled("secret-tool") }
}
