import ArgumentParser
import Network
import OAuth
import PixieUI
import Presets
import Profiles

/// `pixie profiles`: the logins that are kept by name.
struct ProfilesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "profiles",
        abstract: "List, add, change and remove profiles: logins that are kept by name.",
        discussion: """
            They are in $XDG_CONFIG_HOME/pixie/profiles.yaml (~/.config without it), a file that may be edited by hand: \
            comments and keys that pixie does not know stay.
            """,
        subcommands: [ListProfiles.self, AddProfile.self, EditProfile.self, RemoveProfile.self, ChooseProfile.self],
        defaultSubcommand: ListProfiles.self)
}

/// `pixie profiles list`.
struct ListProfiles: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Show the profiles.")

    @Flag(help: "As one JSON object.")
    var json = false

    func run() throws {
        let shelf = ProfileShelf.open()
        shelf.tellMistakes()
        if json { return try Streams.answer([JSONText.write(ProfileList.json(shelf))]) }
        let store = (try? StoreAccess(StoreOrder(mayAsk: false), asks: false))?.quietly()
        let kept = FileProfileDesk.rows(of: shelf.book, store: store)
        for row in kept where !row.isProfile {
            Streams.err("A login to \(row.name) waits for its answer. Go on with it: pixie resume \(row.name)")
        }
        guard !shelf.book.profiles.isEmpty else {
            Streams.err("No profiles yet. Make one: pixie profiles add NAME ISSUER --client-id ID")
            return
        }
        try Streams.answer(ProfileList.lines(shelf.book, kept: kept, at: SystemClock.now().wall))
    }
}

/// `pixie profiles add`.
struct AddProfile: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a profile.")

    @Argument(help: "Its name: letters a to z, digits and . _ - @.")
    var name: String

    @Argument(help: "Address of the provider; --provider may know it.")
    var issuer: String?

    @OptionGroup var named: ProviderOptions

    @Option(name: .customLong("client-id"), help: ArgumentHelp("Client identifier, as registered.", valueName: "id"))
    var clientID: String

    @OptionGroup var fields: ProfileOptions

    func run() throws {
        let shelf = ProfileShelf.open()
        let name = try ProfileOptions.name(name)
        guard shelf.book.profile(name) == nil else {
            throw ValidationError("There is a profile \(name) already. Change it with: pixie profiles edit \(name)")
        }
        var profile = try fresh(name)
        try fields.apply(to: &profile)
        let made = profile
        try shelf.save { () throws(ProfileEditFault) in try shelf.book.putting(made) }
        made.tellTrouble()
        Streams.err("pixie: added \(name) to \(shelf.file.shown). Log in with: pixie login \(name)")
    }

    private func fresh(_ name: ProfileName) throws -> Profile {
        let typed = try issuer.map { try ProfileOptions.issuer($0) }
        guard let choice = try ProviderChoice(named: named.provider, set: named.values, profile: nil) else {
            guard let typed else {
                throw ValidationError("Say where to log in: pixie profiles add \(name) ISSUER, or --provider ID.")
            }
            return Profile(name: name, issuer: typed, clientID: clientID)
        }
        for notice in choice.notices { Streams.err("pixie: \(notice)") }
        let made = try choice.choice(issuer: typed)
        return Profile(
            name: name, provider: choice.preset.id, values: choice.given, issuer: made.issuer, clientID: clientID,
            scopes: made.scopes)
    }
}

/// `pixie profiles edit`.
struct EditProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what is given of a profile; an empty value takes it out.",
        discussion: "With --provider the issuer and the usual scopes of that provider are taken over.")

    @Argument(help: "The profile.", completion: Completions.profiles)
    var name: String

    @Option(help: "Address of the provider.")
    var issuer: String?

    @OptionGroup var named: ProviderOptions

    @Option(name: .customLong("client-id"), help: ArgumentHelp("Client identifier, as registered.", valueName: "id"))
    var clientID: String?

    @OptionGroup var fields: ProfileOptions

    func run() throws {
        let shelf = ProfileShelf.open()
        var profile = try shelf.profile(ProfileOptions.name(name))
        let before = profile
        if let issuer { profile.issuer = try ProfileOptions.issuer(issuer) }
        try choose(for: &profile)
        if let clientID { profile.clientID = clientID }
        try fields.apply(to: &profile)
        guard profile != before else {
            Streams.err("pixie: nothing of \(profile.name) was changed.")
            return
        }
        let made = profile
        try shelf.save { () throws(ProfileEditFault) in try shelf.book.putting(made) }
        made.tellTrouble()
        Streams.err("pixie: changed \(profile.name) in \(shelf.file.shown).")
    }

    private func choose(for profile: inout Profile) throws {
        if named.provider?.isEmpty == true {
            guard named.values.isEmpty else {
                throw ValidationError("--set goes with --provider: it gives the values of one.")
            }
            profile.provider = nil
            profile.values = []
            return
        }
        guard named.provider != nil || !named.values.isEmpty,
            let choice = try ProviderChoice(named: named.provider, set: named.values, profile: profile)
        else { return }
        let made = try choice.choice(issuer: issuer == nil ? nil : profile.issuer)
        if choice.preset.id != profile.provider { profile.scopes = made.scopes }
        profile.provider = choice.preset.id
        profile.values = choice.given
        profile.issuer = made.issuer
    }
}

/// `pixie profiles remove`.
struct RemoveProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove a profile from the file. Its session, if any, stays: see pixie logout.",
        discussion: "What its client got by login --register goes away too; the provider keeps the client.")

    @Argument(help: "The profile.", completion: Completions.profiles)
    var name: String

    @OptionGroup(title: "Store") var storing: StoreOptions

    func run() throws {
        let shelf = ProfileShelf.open()
        let name = try shelf.profile(ProfileOptions.name(name)).name
        try shelf.save { () throws(ProfileEditFault) in try shelf.book.removing(name) }
        Streams.err("pixie: removed \(name) from \(shelf.file.shown).")
        RegisteredSecret.forget(name, storing.order)
    }
}

/// `pixie profiles default`.
struct ChooseProfile: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "default", abstract: "Say which profile is meant where none is named.")

    @Argument(help: "The profile.", completion: Completions.profiles)
    var name: String

    func run() throws {
        let shelf = ProfileShelf.open()
        let name = try shelf.profile(ProfileOptions.name(name)).name
        try shelf.save { () throws(ProfileEditFault) in try shelf.book.choosing(name) }
        Streams.err("pixie: \(name) is meant where no profile is named.")
    }
}

extension Profile {
    /// Says what stands in the way of a login with it, a line each: it is kept all the same, and can be mended.
    fileprivate func tellTrouble() {
        guard let rules = try? rules() else { return }
        for finding in ClientDoctor(profile: self, rules: rules).findings(nil) where finding.isWrong {
            Streams.err("pixie: \(finding.check.id): \(finding.check.found.safe(limit: 400))")
        }
    }
}
