import ArgumentParser
import OAuth
import Profiles

/// What `pixie login` was told to log in at.
struct LoginTarget {
    let issuer: Issuer
    /// What was changed of what was typed.
    let notes: [String]
    let profile: Profile?

    /// A profile by its name, or the address of a provider. A name wins: it was given on purpose.
    ///
    /// - Throws: A usage error that says what was understood.
    init(typed text: String, shelf: ProfileShelf) throws {
        if let name = try? ProfileName(text) {
            if shelf.book.profile(name) != nil || !Self.looksLikeAddress(text) {
                self.init(try shelf.profile(name))
                return
            }
        }
        do throws(IssuerFault) {
            let read = try Issuer.read(typed: text)
            self.init(issuer: read.issuer, notes: read.notes, profile: nil)
        } catch {
            throw ValidationError(error.message)
        }
    }

    init(_ profile: Profile) {
        self.init(issuer: profile.issuer, notes: [], profile: profile)
    }

    private init(issuer: Issuer, notes: [String], profile: Profile?) {
        self.issuer = issuer
        self.notes = notes
        self.profile = profile
    }

    /// Whether somebody may have meant an address: a host or an e-mail address without a scheme.
    static func looksLikeAddress(_ text: String) -> Bool {
        text.utf8.contains { ".:/@".utf8.contains($0) } || text == "localhost"
    }
}
