import ArgumentParser
import Glibc
import Hygiene
import PixieUI

// Synchronous on purpose: with an async main the screens would not be on the process's first thread, and a static
// build would pay for the unwinding of the main thread.
//
// First of all, before anything can be secret.
ProcessHygiene.start()
Streams.reserve()
do {
    let arguments = Invocation.arguments(CommandLine.arguments)
    if let status = try QuickAnswer.serve(arguments) { Glibc.exit(status) }
    if let complaint = LongArgument.complaint(about: arguments) {
        Streams.err("pixie: \(complaint)")
        Glibc.exit(ExitStatus.usage.rawValue)
    }
    if let order = QuickStart.order(arguments) {
        throw try CommandEnding.refusing { try order.run() }.exitCode
    }
    var command = try CommandEnding.parsed(arguments)
    if let name = RepeatedOption.first(in: arguments) {
        throw ValidationError("\(name) is there twice. Give it once.")
    }
    try CommandEnding.refusing { try command.run() }
} catch {
    Glibc.exit(CommandEnding.report(error))
}
