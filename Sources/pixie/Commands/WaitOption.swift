import ArgumentParser
import OAuth

/// How long a login waits for the browser.
struct WaitOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "How long to wait for the browser, in seconds; without this \(Int(Limits.loginWaitSeconds)).",
            valueName: "seconds"))
    var timeout: Double?

    private static let longest = 86_400.0

    func validate() throws {
        guard let timeout else { return }
        // Not a number is in no range.
        guard (1...Self.longest).contains(timeout) else {
            throw ValidationError("--timeout takes 1 to \(Int(Self.longest)) seconds.")
        }
    }
}
