import Glibc
import OAuth
import Sessions

/// `pixie token NAME` from the store: before the argument parser, before any thread, without Foundation and without
/// looking at anything else than this one session. Other tools call it before each of their requests.
///
/// What it cannot answer, it leaves to ``TokenCommand``.
enum QuickToken {
    /// How long a token must live at least, in seconds, when nothing was said.
    static let leastSeconds = 10.0

    /// The exit status, or nil when the whole command has to look at it.
    static func serve(_ arguments: [String]) -> ExitCodeNumber? {
        guard arguments.count == 2, arguments[0] == "token", !arguments[1].hasPrefix("-"),
            !Streams.isTerminal(1), let name = try? SessionName(arguments[1]),
            let place = try? StorePlace(stateHome: Variables["XDG_STATE_HOME"], home: Variables["HOME"])
        else { return nil }
        // Notices are repeated by the whole command, which sees the same.
        let door = StoreDoor(
            place: place,
            secretTool: SecretTool { _, _ throws(KeyFault.Unavailability) in throw .notInstalled("secret-tool") },
            notice: { Streams.err("pixie: \($0.message)") })
        guard let store = try? door.open(passphrase: { nil }),
            case .found(let entry)? = try? store.read(.session, name), let token = entry.record.token,
            token.lives(for: leastSeconds, at: Timestamp(seconds: wallSeconds()))
        else { return nil }
        // What cannot be written is told by the whole command.
        return Streams.out(token.accessToken.reveal()) ? 0 : nil
    }

    typealias ExitCodeNumber = Int32

    private static func wallSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
