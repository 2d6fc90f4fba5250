import Network
import Testing

@testable import pixie

struct LazySenderTests {
    @Test(arguments: ["::bad", "http://[zz", "socks5://x:1", "ftp://h", "http://h:99999", " "])
    func aProxyThatIsNoneIsSaidAtTheStartAndNeverATrap(text: String) {
        #expect(throws: NetworkFault.self) {
            _ = try LazySender(NetworkOptions(httpsProxy: text, userAgent: "pixie/test"))
        }
    }

    @Test func nothingIsStartedForAnythingElse() async throws {
        let sender = try LazySender(NetworkOptions(userAgent: "pixie/test"))
        await sender.shutdown()
    }
}
