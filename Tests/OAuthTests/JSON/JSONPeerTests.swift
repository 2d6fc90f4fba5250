import Testing

@testable import OAuth

/// Cases.txt against our reader and against two that others wrote.
@Suite struct JSONPeerTests {
    private static func read(_ octets: [UInt8]) -> JSONValue? { try? JSONReader.read(octets) }

    @Test func everyCaseHasItsVerdict() throws {
        let cases = try JSONCase.all()
        #expect(cases.count > 400)
        #expect(Set(cases.map(\.name)).count == cases.count)
        for each in cases {
            #expect((Self.read(each.octets) != nil) == each.verdict.isAccepted, "\(each.name)")
        }
    }

    /// A difference that is not listed fails, and so does a listed one that is none.
    @Test(arguments: JSONPeer.allCases)
    func everyDifferenceIsListed(_ peer: JSONPeer) throws {
        let cases = try JSONCase.all()
        for (each, theirs) in zip(cases, try peer.read(cases.map(\.octets))) {
            let isSame: Bool
            switch (Self.read(each.octets), theirs) {
            case (nil, .refused): isSame = true
            case (let ours?, .accepted(let compare)): isSame = compare(ours)
            case (nil, .accepted), (_?, .refused): isSame = false
            }
            let listed = each.differing[peer]
            #expect(isSame == (listed == nil), "\(each.name): \(listed ?? "differs, and is not listed")")
        }
    }

    @Test func everyReasonIsExplained() throws {
        #expect(Set(try JSONCase.all().flatMap(\.differing.values)) == (try JSONCase.reasons()))
    }
}
