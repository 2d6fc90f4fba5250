import Glibc
import Network
import OAuth
import PixieUI

/// Answers the most common command lines at once.
///
/// Whatever is between the start of the process and here runs for every one of them: no thread, no Task, no Foundation,
/// no argument parser and nothing of the network. `Tests/bench` shows what it costs.
enum QuickAnswer {
    /// The exit status, or nil when the argument parser has to look at it.
    static func serve(_ arguments: [String]) throws -> Int32? {
        guard let order = QuickOrder.read(arguments) else { return nil }
        let lines: [String]
        switch order {
        case .version: lines = [Version.text]
        case .pair(let length, let isJSON):
            guard let made = try? PKCECommand.made(length: length, isJSON: isJSON) else { return nil }
            lines = made
        case .token(let token):
            guard let line = QuickToken.line(token) else { return nil }
            lines = [line]
        case .inspect(let file, let isJSON): return try QuickInspect.status(file, isJSON: isJSON)
        }
        // What is not plain, or cannot be written, is told by the whole command.
        var text = ""
        for line in lines {
            guard line.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) else { return nil }
            text += line
            text += "\n"
        }
        return Streams.write(text, to: 1) ? ExitStatus.ok.rawValue : nil
    }
}
