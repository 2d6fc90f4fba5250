import ArgumentParser
import OAuth

/// `pixie man`: the manual page, made from what the argument parser knows.
struct ManCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "man",
        abstract: "Write the manual page; also pixie --man.",
        discussion: "pixie man > ~/.local/share/man/man1/pixie.1")

    func run() throws {
        guard let dump = try? JSONReader.readObject(Array(PixieCommand._dumpHelp().utf8)),
            let command = dump["command"]?.object
        else { preconditionFailure("ManCommand: the argument parser does not describe itself as JSON") }
        try Streams.answer([ManualPage(command, version: Version.text).text])
    }
}
