import ArgumentParser
import PixieUI

/// How the process ends.
enum CommandEnding {
    /// Says what is to be said and gives the exit status: what was asked for goes to standard output, a mistake on the
    /// command line to standard error with status 2.
    static func report(_ error: any Error) -> Int32 {
        let code = PixieCommand.exitCode(for: error)
        let text = PixieCommand.fullMessage(for: error)
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
            Streams.err(text)
            return ExitStatus.usage.rawValue
        default:
            if !(error is ExitCode), !text.isEmpty { Streams.err(text) }
            return code.rawValue
        }
    }
}

extension ExitStatus {
    var exitCode: ExitCode { ExitCode(rawValue) }
}
