import ArgumentParser
import OAuth
import PixieUI
import Profiles

/// The person's profiles, read when they are needed.
struct ProfileShelf {
    let file: ProfileFile
    let book: ProfileBook
    /// Why the file could not be read.
    var trouble: ProfileFileFault?

    /// The same as ``read()``; that the file cannot be read is told.
    static func open() -> ProfileShelf {
        let shelf = read()
        if let trouble = shelf.trouble { Streams.err("pixie: \(trouble.message)") }
        return shelf
    }

    /// What was there when a command first looked: to check its arguments, and then to carry them out.
    static let atStart = open()

    /// What is there; an empty book when there is no file, or no home to look for it in.
    ///
    /// Mistakes in the file never stop anything: they are told, and what could be read is used.
    static func read() -> ProfileShelf {
        guard let file = ProfileFile(configHome: Variables["XDG_CONFIG_HOME"], home: Variables["HOME"]) else {
            return ProfileShelf(file: ProfileFile(path: ""), book: ProfileBook(""))
        }
        do throws(ProfileFileFault) {
            return ProfileShelf(file: file, book: try file.read())
        } catch {
            return ProfileShelf(file: file, book: ProfileBook(""), trouble: error)
        }
    }

    /// Says what is wrong in the file, a line each.
    func tellMistakes() {
        for mistake in book.mistakes { Streams.err("pixie: \(file.shown), \(mistake.message)") }
    }

    /// The profile of that name.
    ///
    /// - Throws: A usage error that names those nearest to it.
    func profile(_ name: ProfileName) throws -> Profile {
        if let profile = book.profile(name) { return profile }
        if let mistake = book.mistakes.first(where: { $0.spoils?.isExactly(name.text) == true }) {
            throw ValidationError("The profile \(name) cannot be used: \(file.shown), \(mistake.message)")
        }
        throw ValidationError(unknown(name.text))
    }

    /// The sentence for a name that is no profile.
    func unknown(_ text: String) -> String {
        let shown = ForeignText(text).safe(limit: 80)
        let near = book.names(near: text)
        if !near.isEmpty {
            return "There is no profile \(shown). Is it \(near.map(\.text).joined(separator: " or "))?"
        }
        return book.profiles.isEmpty
            ? "There is no profile \(shown), and no other. Make one: pixie profiles add NAME ISSUER --client-id ID"
            : "There is no profile \(shown). See them with: pixie profiles"
    }

    /// Puts a changed book in the place of the old one, or says why not.
    func save(_ change: () throws(ProfileEditFault) -> ProfileBook) throws {
        guard !file.path.isEmpty else {
            Streams.err("pixie: neither XDG_CONFIG_HOME nor HOME names a folder, so there is no place for profiles.")
            throw ExitStatus.other.exitCode
        }
        do {
            try file.write(try change(), replacing: book)
        } catch let fault as ProfileEditFault {
            Streams.err("pixie: \(fault.message)")
            throw ExitStatus.other.exitCode
        } catch let fault as ProfileFileFault {
            Streams.err("pixie: \(fault.message)")
            throw ExitStatus.other.exitCode
        }
    }
}

extension Profile {
    /// A path of the file, where `~/` is the home of the person.
    static func expanded(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = Variables["HOME"], home.hasPrefix("/") else { return path }
        return home + path.dropFirst(1)
    }
}
