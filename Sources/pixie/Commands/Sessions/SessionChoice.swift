import ArgumentParser
import OAuth
import Profiles
import Sessions

/// Which session a command is about.
struct SessionChoice {
    let name: SessionName
    /// The profile of that name, if there is one.
    let profile: Profile?
    /// Why the session could not be read, when it was looked for by its name.
    private(set) var trouble: StoreFault?

    /// What was typed, or what is meant when nothing was: the profile that is meant, or the only session.
    ///
    /// - Throws: A usage error that names what could have been meant.
    /// - Returns: nil when nothing was typed and there is nothing to choose from.
    init?(_ typed: String?, _ shelf: ProfileShelf, _ store: SessionStore?) throws {
        guard let typed else {
            guard let meant = try Self.meant(by: shelf, store) else { return nil }
            self = meant
            return
        }
        let name = try Self.name(typed)
        self.init(name: name, profile: Self.profile(of: name, in: shelf))
        guard profile == nil else { return }
        // A session that was damaged is known as well: what became of it is told later.
        guard let store else { throw ValidationError(shelf.unknown(typed)) }
        do throws(StoreFault) {
            guard case .missing(keptAside: []) = try store.read(.session, name) else { return }
        } catch {
            trouble = error
            return
        }
        throw ValidationError(Self.unknown(typed, shelf, store))
    }

    /// What is said when there is nothing to choose from.
    static let nothing = "There is no session yet. Run: pixie login ISSUER --client-id ID"

    private init(name: SessionName, profile: Profile?) {
        self.name = name
        self.profile = profile
        trouble = nil
    }

    private static func meant(by shelf: ProfileShelf, _ store: SessionStore?) throws -> SessionChoice? {
        if let meant = shelf.book.meant {
            return SessionChoice(name: try SessionName(meant.name.text), profile: meant)
        }
        let names = names(in: store)
        guard let only = names.first else { return nil }
        guard names.count == 1 else {
            throw ValidationError("Say which session: \(names.prefix(10).map(\.text).joined(separator: ", ")).")
        }
        return SessionChoice(name: only, profile: nil)
    }

    /// What was typed as the name of a session: a profile, a host, or an issuer.
    static func name(_ typed: String) throws(ValidationError) -> SessionName {
        if typed.contains("://") {
            do throws(IssuerFault) {
                let issuer = try Issuer.read(typed: typed).issuer
                if let name = SessionName.automatic(issuer, clientID: nil) { return name }
            } catch {
                throw ValidationError(error.message)
            }
        }
        do throws(SessionName.Fault) {
            return try SessionName(typed)
        } catch {
            throw ValidationError(error.message)
        }
    }

    private static func profile(of name: SessionName, in shelf: ProfileShelf) -> Profile? {
        (try? ProfileName(name.text)).flatMap { shelf.book.profile($0) }
    }

    /// The names of all sessions. What cannot be read is told: a damaged session is not one that never was.
    private static func names(in store: SessionStore?) -> [SessionName] {
        do throws(StoreFault) {
            guard let listing = try store?.listing(.session) else { return [] }
            for fault in listing.faults { Streams.err("pixie: \(fault.message)") }
            return listing.lines.map(\.label.profile)
        } catch {
            Streams.err("pixie: \(error.message)")
            return []
        }
    }

    private static func unknown(_ typed: String, _ shelf: ProfileShelf, _ store: SessionStore) -> String {
        let known = Set(names(in: store).map(\.text) + shelf.book.profiles.map(\.name.text))
        let bound = max(1, typed.count / 3)
        let near = known.map { (name: $0, distance: Spelling.distance(typed, $0, bound: bound)) }
            .filter { $0.distance <= bound }.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
            .prefix(3).map(\.name)
        guard !near.isEmpty else { return shelf.unknown(typed) }
        return "There is no session or profile \(ForeignText(typed).safe(limit: 80)). Is it "
            + near.joined(separator: " or ") + "?"
    }
}
