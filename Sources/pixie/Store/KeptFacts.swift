import OAuth
import PixieUI
import Profiles
import Sessions

/// What the store keeps of the profiles, for the list on the screen.
struct KeptFacts {
    private var sessions: [String: Listing.Line] = [:]
    private var waiting: [String: Listing.Line] = [:]
    private var trouble: (SessionName) -> ForeignText? = { _ in nil }

    init(_ store: SessionStore?) {
        guard let store else { return }
        if let listing = try? store.listing(.session) {
            for line in listing.lines { sessions[line.label.profile.text] = line }
            trouble = { store.trouble(.session, $0, in: listing) }
        }
        for line in (try? store.listing(.waiting))?.lines ?? [] { waiting[line.label.profile.text] = line }
    }

    /// The logins that wait and are of no profile.
    func waiting(besides names: [ProfileName], at now: Timestamp) -> [PickerRow] {
        waiting.values.filter { line in !names.contains { $0.text == line.label.profile.text } }
            .sorted { $0.label.profile.text < $1.label.profile.text }
            .compactMap { line -> PickerRow? in
                guard let until = line.label.until, until > now, let issuer = try? Issuer(line.label.issuer) else {
                    return nil
                }
                return PickerRow(
                    name: line.label.profile.text, isProfile: false, issuer: issuer,
                    clientID: ForeignText(line.label.clientID), scopes: [],
                    kept: .waiting(since: line.time, until: until))
            }
    }

    /// A login that waits is said first.
    func of(_ name: ProfileName, at now: Timestamp) -> PickerRow.Kept {
        if let line = waiting[name.text], let until = line.label.until, until > now {
            return .waiting(since: line.time, until: until)
        }
        guard let line = sessions[name.text] else {
            return (try? SessionName(name.text)).flatMap(trouble).map { .unreadable($0) } ?? .nothing
        }
        switch line.label.standing {
        case .alive, .aliveOnce:
            return .session(
                since: line.time, person: line.label.person, accessEnds: line.label.until,
                canRefresh: line.label.standing == .alive)
        case .ended, .waiting:
            return .ended(at: line.time)
        }
    }
}

extension Listing.Line {
    fileprivate var time: Timestamp { Timestamp(seconds: Double(written) / 1e9) }
}
