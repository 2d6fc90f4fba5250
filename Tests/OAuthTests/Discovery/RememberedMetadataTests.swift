import OAuth
import Testing

@Suite("Remembered metadata")
struct RememberedMetadataTests {
    private let issuer: Issuer
    private let address: Endpoint
    private let now = Timestamp(seconds: 1_790_000_000)

    init() throws {
        issuer = try Issuer("https://login.example.com/realms/acme")
        address = Discovery.addresses(of: issuer)[0]
    }

    private func remembered(_ headers: [(String, String)], body: String = "{}") -> RememberedMetadata? {
        let reply = HTTPReply(
            status: 200, headers: headers.map { HTTPReply.Header($0.0, $0.1) }, body: Array(body.utf8))
        return RememberedMetadata(of: issuer, from: address, reply, at: now)
    }

    @Test(
        "how long it is used is what the provider says, a day at most",
        arguments: [
            ("", 86_400.0), ("max-age=60", 60), ("public, MAX-AGE = \"120\"", 120), ("max-age=999999999", 86_400),
            ("private", 86_400), ("must-revalidate, max-age=5", 5),
        ])
    func lifetime(control: String, seconds: Double) throws {
        let kept = try #require(remembered(control.isEmpty ? [] : [("Cache-Control", control)]))
        #expect(kept.until - now == seconds)
        #expect(kept.isFresh(at: now))
        #expect(kept.isFresh(at: now + (seconds - 1)))
        #expect(!kept.isFresh(at: now + seconds))
        #expect(!kept.isFresh(at: now + -1))
    }

    @Test(
        "what is not to be kept is not",
        arguments: [
            "no-store", "no-cache", "max-age=0", "max-age=", "max-age=-1", "max-age=soon", "max-age=60, no-store",
        ])
    func notKept(control: String) {
        #expect(remembered([("cache-control", control)]) == nil)
    }

    @Test func theOlderHeaderCountsWithTheServersOwnClock() throws {
        let date = ("Date", "Sat, 21 Nov 2026 12:00:00 GMT")
        let kept = try #require(remembered([date, ("Expires", "Sat, 21 Nov 2026 12:10:00 GMT")]))
        #expect(kept.until - now == 600)
        #expect(remembered([date, ("Expires", "Sat, 21 Nov 2026 11:00:00 GMT")]) == nil)
        #expect(remembered([date, ("Expires", "0")]) == nil)
    }

    @Test func aDocumentThatIsTooLargeIsNotKept() {
        #expect(remembered([], body: String(repeating: " ", count: RememberedMetadata.limit + 1)) == nil)
    }

    @Test func octetsComeBackAsTheyWere() throws {
        let kept = try #require(remembered([("Cache-Control", "max-age=60")], body: "{\"issuer\":\n\"a\"}\n"))
        #expect(RememberedMetadata(kept.octets, of: issuer) == kept)
        #expect(RememberedMetadata(kept.octets, of: try Issuer("https://login.example.com/realms/other")) == nil)
    }

    @Test("a file that is no such thing is nothing, at whatever octet it was changed or cut")
    func damage() throws {
        let octets = try #require(remembered([])).octets
        for length in 0..<octets.count - 2 {
            #expect(RememberedMetadata(Array(octets.prefix(length)), of: issuer) == nil)
        }
        for place in octets.indices.dropLast(2) {
            var damaged = octets
            damaged[place] ^= 0x80
            // Either refused, or a time that is checked before use.
            if let read = RememberedMetadata(damaged, of: issuer) { #expect(read.address == address) }
        }
        let elsewhere = String(decoding: octets, as: UTF8.self)
            .replacing("https://login.example.com/realms/acme/.well", with: "https://evil.example/realms/acme/.well")
        #expect(RememberedMetadata(Array(elsewhere.utf8), of: issuer) == nil)
        let endless = String(decoding: octets, as: UTF8.self).replacing("1790086400.0", with: "9790086400.0")
        #expect(RememberedMetadata(Array(endless.utf8), of: issuer)?.isFresh(at: now + 100) == false)
    }
}
