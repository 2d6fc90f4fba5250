/// A piece of pixie that reads what others wrote, and what must hold whatever they write.
public struct FuzzTarget: Sendable {
    /// Names the target, its corpus and its crashers.
    public let name: String
    /// Longer inputs are not tried, in octets. Sizes beyond it come from repeating; see ``Input``.
    public let longestInput: Int
    private let check: @Sendable (Input) throws(Violation) -> Void

    init(_ name: String, longestInput: Int = 4096, _ check: @escaping @Sendable (Input) throws(Violation) -> Void) {
        self.name = name
        self.longestInput = longestInput
        self.check = check
    }

    /// Tries one input. A trap is a finding as well; it ends the process.
    public func run(_ octets: [UInt8]) throws(Violation) {
        try check(Input(octets))
    }

    public static let all: [FuzzTarget] = [
        .callback, .paste, .json, .token, .form, .address, .keys, .display, .discovery, .keySet, .tokenAnswer,
        .userInfo, .idToken, .jwe, .keyFile,
    ]

    public static func named(_ name: String) -> FuzzTarget? {
        all.first { $0.name == name }
    }
}

/// A property that did not hold.
public struct Violation: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// Fails unless `holds`.
func expect(_ holds: Bool, _ rule: @autoclosure () -> String) throws(Violation) {
    guard holds else { throw Violation(rule()) }
}

extension FuzzTarget {
    /// Finds something in every input that is not empty: shows that findings are reported.
    public static let broken = FuzzTarget("broken") { input throws(Violation) in
        try expect(input.octets.isEmpty, "not empty")
    }
}
