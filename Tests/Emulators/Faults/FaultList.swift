import DemoProvider
import HTTPTypes

/// Every fault that an emulator can commit, by stage in the files beside this one.
enum FaultList {
    static let all: [Fault] = discovery + callback + exchange + workOS + tokens + idToken + refresh + device

    static func fault(_ id: String) -> Fault? { all.first { $0.id == id } }

    static let everySystem = Set(SystemName.allCases)
    static let discovered: Set<SystemName> = [.workosConnect, .banno, .microauth, .singpass]
    static let stateful = everySystem.subtracting([.myinfo])
    static let identified: Set<SystemName> = [.workosConnect, .banno, .microauth, .singpass]
    static let refreshing: Set<SystemName> = [.workos, .workosConnect, .banno, .microauth]
    static let withDevices: Set<SystemName> = [.workos, .workosConnect]
}

extension FaultList {
    static let discovery = [
        Fault(
            id: "disc-issuer", stage: .discovery, expectation: .reject, says: "issuer is another one.",
            systems: discovered, deed: .metadata { document, _ in document["issuer"] = "https://other.example" }),
        Fault(
            id: "disc-no-s256", stage: .discovery, expectation: .reject, says: "S256 is not offered.",
            systems: discovered,
            deed: .metadata { document, _ in document["code_challenge_methods_supported"] = ["plain"] }),
        Fault(
            id: "disc-http-elsewhere", stage: .discovery, expectation: .reject,
            says: "The token endpoint is http on another host.", systems: discovered,
            deed: .metadata { document, _ in document["token_endpoint"] = "http://other.example/token" }),
        Fault(
            id: "disc-404", stage: .discovery, expectation: .reject, says: "There is no document.",
            systems: discovered, deed: .metadataAnswer { .page("Not found", status: .notFound) }),
        Fault(
            id: "disc-html", stage: .discovery, expectation: .reject, says: "A page comes in its place.",
            systems: discovered, deed: .metadataAnswer { .page("Sign in to the network") }),
    ]

    static let device = [
        Fault(
            id: "dev-pending", stage: .device, expectation: .accept, says: "One poll is told to wait.",
            systems: withDevices, deed: .devicePolls([.pending])),
        Fault(
            id: "dev-slow-down", stage: .device, expectation: .accept, says: "One poll is told to slow down.",
            systems: withDevices, deed: .devicePolls([.slowDown])),
        Fault(
            id: "dev-denied", stage: .device, expectation: .accept, says: "The person refuses.", systems: withDevices,
            deed: .devicePolls([.denied])),
        Fault(
            id: "dev-expired", stage: .device, expectation: .accept, says: "The codes expire.", systems: withDevices,
            deed: .devicePolls([.expired])),
        Fault(
            id: "dev-off", stage: .device, expectation: .accept, says: "The feature is off: 403.",
            systems: withDevices, deed: .deviceOff),
    ]

    static let refresh = [
        Fault(
            id: "ref-same", stage: .refresh, expectation: .accept, says: "The same refresh token comes back.",
            systems: refreshing, deed: .refreshKeeps),
        Fault(
            id: "ref-refused", stage: .refresh, expectation: .accept, says: "The refresh token is refused.",
            systems: refreshing, deed: .refresh { _ in .oauth("invalid_grant", "Invalid refresh token.") }),
        Fault(
            id: "ref-reused", stage: .refresh, expectation: .accept,
            says: "Nothing is wrong here; whoever runs this sends a replaced refresh token again.",
            systems: refreshing, deed: .refreshReplayed),
    ]
}
