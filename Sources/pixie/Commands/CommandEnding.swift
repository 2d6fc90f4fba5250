import ArgumentParser
import Glibc
import OAuth
import PixieUI

/// How the process ends.
enum CommandEnding {
    /// Says what is to be said and gives the exit status: what was asked for goes to standard output, a mistake on the
    /// command line to standard error with status 2.
    static func report(_ error: any Error) -> Int32 {
        let code = PixieCommand.exitCode(for: error)
        let text = quoting(CommandLine.arguments.dropFirst(), in: PixieCommand.fullMessage(for: error))
        switch code {
        case .success:
            guard !text.isEmpty else { return ExitStatus.ok.rawValue }
            do throws(ExitCode) {
                try Streams.answer([text])
                return ExitStatus.ok.rawValue
            } catch {
                return error.rawValue
            }
        case .validationFailure:
            Streams.err(SafeUsage.text(text, quoting: Array(CommandLine.arguments.dropFirst())))
            return ExitStatus.usage.rawValue
        default:
            if !(error is ExitCode), !text.isEmpty { Streams.err(text) }
            return code.rawValue
        }
    }

    /// What the command line orders. A word that nothing knows is told before anything else that is wrong with it.
    static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
        if let complaint = WrongWord.complaint(aboutHelp: arguments) { refuse(complaint) }
        do {
            return try PixieCommand.parseAsRoot(arguments)
        } catch {
            guard PixieCommand.exitCode(for: error) == .validationFailure,
                let complaint = WrongWord.complaint(about: arguments)
            else { throw error }
            refuse(complaint)
        }
    }

    private static func refuse(_ complaint: String) -> Never {
        Streams.err("Error: \(complaint)")
        Glibc.exit(ExitStatus.usage.rawValue)
    }

    /// Carries out what was understood. Where it cannot be done like that, because of a value or a file, the usage
    /// would not help any more: what is wrong is said, and the process ends.
    static func refusing<Result>(_ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch let fault as ValidationError {
            let arguments = Array(CommandLine.arguments.dropFirst())
            Streams.err(SafeUsage.text("Error: " + quoting(arguments, in: fault.message), quoting: arguments))
            Glibc.exit(ExitStatus.usage.rawValue)
        }
    }

    /// The parser repeats what it does not understand. A line break in it must not make a line that looks like ours, and
    /// a text of any length must not fill the screen.
    static func quoting(_ arguments: some Sequence<String>, in text: String) -> String {
        let values = arguments.compactMap { $0.split(separator: "=", maxSplits: 1).dropFirst().first.map(String.init) }
        let quoted = (Array(arguments) + values).sorted { $0.utf8.count > $1.utf8.count }
        return quoted.reduce(text) { text, argument in
            let shown = ForeignText(argument).safe(limit: 300)
            return shown == argument ? text : text.replacing(argument, with: shown)
        }
    }
}

extension ExitStatus {
    var exitCode: ExitCode { ExitCode(rawValue) }
}
