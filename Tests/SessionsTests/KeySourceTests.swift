import OAuth
import Synchronization
import Testing

@testable import Sessions

@Suite("Key sources")
struct KeySourceTests {
    private func passphrase(_ text: String) -> () -> Secret? { { Secret(text) } }

    @Test("a wrong passphrase is told apart from damage, and damages nothing")
    func wrongPassphrase() throws {
        let fixture = Fixture()
        try fixture.door().make(.passphrase, passphrase: passphrase("right")).put(Fixture.record("mine"))
        #expect(throws: StoreFault.key(.wrongPassphrase)) {
            try fixture.door().open(passphrase: passphrase("wrong"))
        }
        #expect(throws: StoreFault.key(.passphraseNeeded)) { try fixture.door().open(passphrase: { nil }) }
        #expect(throws: StoreFault.key(.passphraseEmpty)) { try fixture.door().open(passphrase: passphrase("")) }
        #expect(try fixture.door().open(passphrase: passphrase("right"))?.content() == "mine")
        let file = fixture.sessionFile()
        fixture.folder.write(Array(fixture.folder.content(file).dropLast()), to: file)
        let store = try #require(try fixture.door().open(passphrase: passphrase("right")))
        do throws(StoreFault) {
            _ = try store.content()
            Issue.record("damage not noticed")
        } catch {
            guard case .damaged(_, .seal, _?) = error else {
                Issue.record("\(error.message)")
                return
            }
        }
    }

    @Test("new stores make guessing a passphrase cost 128 MiB")
    func cost() {
        #expect(KeyDescription.Scrypt.standard == KeyDescription.Scrypt(logN: 17, r: 8, p: 1))
        #expect(KeyDescription.Scrypt.standard.isBounded)
    }

    @Test("a file cannot make a passphrase cost more than is bearable")
    func bounded() throws {
        for scrypt in [(30, 8, 1), (17, 255, 1), (17, 8, 255), (0, 0, 0)] as [(UInt8, UInt8, UInt8)] {
            let description = KeyDescription(
                source: .passphrase, scrypt: .init(logN: scrypt.0, r: scrypt.1, p: scrypt.2),
                salt: [UInt8](repeating: 0, count: 16), check: [UInt8](repeating: 0, count: 16))
            #expect(throws: ByteReader.Malformed.self) {
                var reader = ByteReader(description.bytes[...])
                _ = try KeyDescription(from: &reader)
            }
        }
    }

    @Test("the passphrase is asked for once while its key is remembered")
    func remembered() throws {
        let fixture = Fixture()
        let memory = FakeKeyring()
        let asked = Mutex(0)
        func ask() -> Secret? {
            asked.withLock { $0 += 1 }
            return Secret("right")
        }
        let door = fixture.door(keyring: memory.keyring)
        try door.make(.passphrase, passphrase: ask).put(Fixture.record("mine"))
        #expect(try door.open(passphrase: ask)?.content() == "mine")
        #expect(asked.withLock { $0 } == 1)
        #expect(memory.seconds == [StoreDoor.remembered])
        memory.forget()
        #expect(try door.open(passphrase: ask)?.content() == "mine")
        #expect(asked.withLock { $0 } == 2)
    }

    @Test("a key in the kernel's keyring opens the store until it is gone, and then that is said")
    func kernel() throws {
        let fixture = Fixture()
        let memory = FakeKeyring()
        let door = fixture.door(keyring: memory.keyring)
        try door.make(.kernelKeyring, passphrase: { nil }).put(Fixture.record("mine"))
        #expect(memory.seconds == [nil])
        #expect(try door.open(passphrase: { nil })?.content() == "mine")
        #expect(!fixture.folder.everything().contains("/state/pixie/key"))
        memory.forget()
        #expect(throws: StoreFault.key(.gone(.kernelKeyring))) { try door.open(passphrase: { nil }) }
        // A new login makes a new key; what the old one sealed stays where it is and is in nobody's way.
        let again = try door.make(.kernelKeyring, passphrase: { nil })
        #expect(try again.content() == nil)
        try again.put(Fixture.record("new"))
        #expect(try door.open(passphrase: { nil })?.content() == "new")
    }

    @Test("a source that does not work is an error, never another source")
    func noFallback() throws {
        let sources: [StoreKeySource] = [.kernelKeyring, .secretService]
        for source in sources {
            let fixture = Fixture()
            do throws(StoreFault) {
                _ = try fixture.door().make(source, passphrase: { Secret("x") })
                Issue.record("\(source.name) worked")
            } catch {
                guard case .key(.unavailable(source, _)) = error else {
                    Issue.record("\(error.message)")
                    continue
                }
            }
            #expect(try fixture.door().chosen() == nil)
            #expect(!fixture.folder.everything().contains("/state/pixie/key"))
        }
    }

    @Test("the choice is remembered, and another one is refused")
    func remembers() throws {
        let fixture = Fixture()
        #expect(try fixture.door().chosen() == nil)
        #expect(try fixture.door().open(passphrase: { nil }) == nil)
        _ = try fixture.store()
        #expect(try fixture.door().chosen() == .plainFile)
        #expect(throws: StoreFault.key(.chosenAlready(.plainFile))) {
            try fixture.door().make(.passphrase, passphrase: passphrase("x"))
        }
    }

    @Test("memory only stores nothing but that choice, which can be changed")
    func memoryOnly() throws {
        let fixture = Fixture()
        try fixture.door().rememberMemoryOnly()
        #expect(try fixture.door().chosen() == .memory)
        #expect(throws: StoreFault.key(.memoryOnly)) { try fixture.door().open(passphrase: { nil }) }
        try fixture.store().put(Fixture.record("mine"))
        #expect(try fixture.door().chosen() == .plainFile)
    }

    @Test("a plain key that was cut off or exchanged is not taken for damage of the sessions")
    func plainKey() throws {
        let fixture = Fixture()
        try fixture.store().put(Fixture.record("mine"))
        let key = fixture.folder.content("/state/pixie/key")
        #expect(key.count == 32)
        for content in [[], Array(key.dropLast()), key.map { $0 ^ 1 }, key + key] {
            fixture.folder.write(content, to: "/state/pixie/key")
            #expect(throws: StoreFault.key(.unfit(.plainFile))) { try fixture.store() }
        }
        TestFolder.remove(fixture.place.path + "/key")
        #expect(throws: StoreFault.key(.gone(.plainFile))) { try fixture.door().open(passphrase: { nil }) }
        fixture.folder.write(key, to: "/state/pixie/key")
        #expect(try fixture.store().content() == "mine")
    }

    @Test("the desktop's keyring gets the key through a pipe, and gives it back")
    func secretService() throws {
        let fixture = Fixture()
        let tool = FakeSecretTool()
        let door = fixture.door(secretTool: tool.tool)
        try door.make(.secretService, passphrase: { nil }).put(Fixture.record("mine"))
        #expect(try door.open(passphrase: { nil })?.content() == "mine")
        let secrets = tool.secrets
        #expect(secrets.count == 1)
        #expect(tool.arguments.allSatisfy { call in secrets.allSatisfy { secret in !call.contains(secret) } })
        tool.empty()
        #expect(throws: StoreFault.key(.gone(.secretService))) { try door.open(passphrase: { nil }) }
    }

    @Test("the key goes with the last session, and the choice stays")
    func forgetting() throws {
        let fixture = Fixture()
        let tool = FakeSecretTool()
        let memory = FakeKeyring()
        let door = fixture.door(keyring: memory.keyring, secretTool: tool.tool)
        let store = try door.make(.secretService, passphrase: { nil })
        try store.put(Fixture.record("mine"))
        _ = try door.open(passphrase: { nil })
        try door.forgetKeyIfUnused()
        #expect(!tool.secrets.isEmpty)
        try store.remove(.session, Fixture.profile, holding: try store.lock(.session, Fixture.profile, within: 1))
        try door.forgetKeyIfUnused()
        #expect(tool.secrets.isEmpty && memory.isEmpty)
        #expect(try door.open(passphrase: { nil }) == nil)
        #expect(try door.chosen() == .secretService)
        try door.make(.secretService, passphrase: { nil }).put(Fixture.record("again"))
        #expect(try door.open(passphrase: { nil })?.content() == "again")
    }

    @Test("each source says whether it works here, and why not")
    func doctor() throws {
        let fixture = Fixture()
        let dead = fixture.door()
        #expect(dead.tryOut(.passphrase) == .works)
        #expect(dead.tryOut(.plainFile) == .works)
        #expect(dead.tryOut(.secretService) == .doesNot(.notInstalled("secret-tool")))
        #expect(dead.tryOut(.kernelKeyring) == .doesNot(.failed(ForeignText("Operation not permitted"))))
        let tool = FakeSecretTool()
        let alive = fixture.door(keyring: FakeKeyring().keyring, secretTool: tool.tool)
        #expect(alive.tryOut(.secretService) == .works)
        #expect(alive.tryOut(.kernelKeyring) == .works)
        #expect(tool.secrets.isEmpty)
        let forgetful = SecretTool { _, _ throws(KeyFault.Unavailability) in
            SecretTool.Answer(status: 0, output: [], complaint: ForeignText(""))
        }
        #expect(fixture.door(secretTool: forgetful).tryOut(.secretService) == .doesNot(.forgets))
        let slow = SecretTool { _, _ throws(KeyFault.Unavailability) in throw .timedOut(5) }
        #expect(fixture.door(secretTool: slow).tryOut(.secretService) == .doesNot(.timedOut(5)))
    }

    @Test("the kernel's own keyring either works or says why not")
    func realKeyring() {
        switch Fixture().door(keyring: .live).tryOut(.kernelKeyring) {
        case .works: break
        case .doesNot(let why): #expect(!why.reason.isEmpty && why != .forgets)
        }
    }
}

/// A keyring in memory.
private final class FakeKeyring: Sendable {
    private let state = Mutex<(keys: [String: [UInt8]], seconds: [UInt32?])>(([:], []))

    var seconds: [UInt32?] { state.withLock { $0.seconds } }
    var isEmpty: Bool { state.withLock { $0.keys.isEmpty } }
    func forget() { state.withLock { $0.keys = [:] } }

    var keyring: KernelKeyring {
        KernelKeyring(
            store: { [self] name, octets, seconds throws(SystemError) in
                state.withLock {
                    $0.keys[name] = Array(octets)
                    $0.seconds.append(seconds)
                }
            },
            load: { [self] name, buffer throws(SystemError) in
                guard let key = state.withLock({ $0.keys[name] }) else { return nil }
                buffer.copyBytes(from: key.prefix(buffer.count))
                return key.count
            },
            remove: { [self] name throws(SystemError) in
                state.withLock { $0.keys[name] = nil }
            })
    }
}

/// A secret-tool in memory.
private final class FakeSecretTool: Sendable {
    private let state = Mutex<(items: [[String]: [UInt8]], arguments: [[String]])>(([:], []))

    var secrets: [String] { state.withLock { $0.items.values.map { String(decoding: $0, as: UTF8.self) } } }
    var arguments: [String] { state.withLock { $0.arguments.flatMap { $0 } } }
    func empty() { state.withLock { $0.items = [:] } }

    var tool: SecretTool {
        SecretTool { [self] arguments, input throws(KeyFault.Unavailability) in
            let attributes = arguments.filter { !$0.hasPrefix("--") }.dropFirst()
            return state.withLock { state in
                state.arguments.append(arguments)
                var output: [UInt8] = []
                var status = 0
                switch arguments.first {
                case "store": state.items[Array(attributes)] = input
                case "lookup":
                    if let item = state.items[Array(attributes)] { output = item } else { status = 1 }
                case "clear": if state.items.removeValue(forKey: Array(attributes)) == nil { status = 1 }
                default: status = 2
                }
                return SecretTool.Answer(status: status, output: output, complaint: ForeignText(""))
            }
        }
    }
}
