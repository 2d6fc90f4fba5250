import ArgumentParser
import OAuth

/// How long a login waits for the browser.
struct WaitOption: ParsableArguments {
    @Option(help: ArgumentHelp("How long to wait for the browser, in seconds.", valueName: "seconds"))
    var timeout: Double = Limits.loginWaitSeconds

    private static let longest = 86_400.0

    func validate() throws {
        // Not a number is in no range.
        guard (1...Self.longest).contains(timeout) else {
            throw ValidationError("--timeout takes 1 to \(Int(Self.longest)) seconds.")
        }
    }
}
