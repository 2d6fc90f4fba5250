import Glibc
import OAuth
import PixieUI
import Sessions

/// `pixie token NAME` from the store: before the argument parser, before any thread, without Foundation and without
/// looking at anything else than this one session. Other tools call it before each of their requests.
///
/// What it cannot answer, it leaves to ``TokenCommand``, and says nothing.
enum QuickToken {
    /// How long a token must live at least, in seconds, when nothing was said.
    static let leastSeconds = 10.0

    /// The line to write, or nil when the whole command has to look at it.
    static func line(_ order: QuickOrder.TokenOrder) -> String? {
        guard order.isShown || !Streams.isTerminal(1), namesKeySource, let name = try? SessionName(order.name),
            let entry = entry(name), let token = entry.record.token,
            token.lives(for: order.leastSeconds, at: Timestamp(seconds: wallSeconds())),
            !order.wantsIDToken || token.idToken != nil
        else { return nil }
        return TokenOutput(form: order.form, wantsIDToken: order.wantsIDToken, session: name)
            .line(TokenSource.given(token))
    }

    private static func entry(_ name: SessionName) -> SessionStore.Entry? {
        guard let place = try? StorePlace(stateHome: Variables["XDG_STATE_HOME"], home: Variables["HOME"]) else {
            return nil
        }
        // Notices are repeated by the whole command, which sees the same.
        let door = StoreDoor(
            place: place,
            secretTool: SecretTool { _, _ throws(KeyFault.Unavailability) in throw .notInstalled("secret-tool") },
            notice: { Streams.err("pixie: \($0.message)") })
        guard let store = try? door.open(passphrase: { nil }), case .found(let entry)? = try? store.read(.session, name)
        else { return nil }
        return entry
    }

    /// A variable that names no key source is a mistake, which the whole command tells.
    static var namesKeySource: Bool {
        guard let name = Variables["PIXIE_KEY_SOURCE"], !name.isEmpty else { return true }
        return StoreKeySource(name: name) != nil
    }

    private static func wallSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
