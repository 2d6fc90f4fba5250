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
if let status = QuickAnswer.serve(Array(CommandLine.arguments.dropFirst())) { Glibc.exit(status) }
if let complaint = LongArgument.complaint(about: CommandLine.arguments.dropFirst()) {
    Streams.err("pixie: \(complaint)")
    Glibc.exit(ExitStatus.usage.rawValue)
}
do {
    var command = try PixieCommand.parseAsRoot()
    if let name = RepeatedOption.first(in: CommandLine.arguments.dropFirst()) {
        throw ValidationError("\(name) is there twice. Give it once.")
    }
    try command.run()
} catch {
    Glibc.exit(CommandEnding.report(error))
}
