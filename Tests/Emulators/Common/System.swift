import DemoProvider

/// One of the systems: its own rules in its own folder, on the shared server.
protocol System: Sendable {
    /// What a client must know, beside the base address: client ID, selectors, key files.
    func facts(origin: String) -> JSON
    /// The answer to a request that keeps the rules; the refusal of one that does not.
    func answer(_ ask: Ask) throws(Refusal) -> Answer
    /// An address of this system that does not exist.
    func notFound(_ ask: Ask) -> Answer
    /// What every answer of the system carries, refusals included.
    func finish(_ answer: inout Answer)
}

extension System {
    func finish(_ answer: inout Answer) {}
}

/// What every system stands on.
struct Ground: Sendable {
    let mode: Set<String>
    let mischief: Mischief
    let grants = Grants()
    let devices = Devices()
    /// Seconds between two polls of a device code.
    let deviceInterval: Int
    /// Redirect URIs that are registered, where a system takes exact ones only.
    let redirects: [String]

    func has(_ mode: String) -> Bool { self.mode.contains(mode) }
}

/// The systems by name.
enum SystemName: String, CaseIterable, Sendable {
    case workos
    case workosConnect = "workos-connect"
    case banno
    case microauth
    case myinfo
    case singpass

    /// What `--mode` takes.
    var modes: [String] {
        switch self {
        case .workos: ["public", "confidential", "production", "burning", "no-users"]
        case .workosConnect: ["public", "confidential", "registered-only"]
        case .banno: ["public", "confidential", "private-key", "PS256", "RS256"]
        case .microauth: ["strict", "document"]
        case .myinfo: ["encrypted", "sandbox"]
        case .singpass: ["A256GCM", "A256CBC-HS512", "endpoint-audience"]
        }
    }

    func make(_ ground: Ground, _ folder: KeyFolder) throws -> any System {
        switch self {
        case .workos: try WorkOS(ground, folder)
        case .workosConnect: try Connect(ground, folder)
        case .banno: try Banno(ground, folder)
        case .microauth: try MicroAuth(ground, folder)
        case .myinfo: try Myinfo(ground, folder)
        case .singpass: try Singpass(ground, folder)
        }
    }
}
