import LoginFlow
import OAuth
import Screen

/// The field for the answer: what is in it, and what it would be judged as.
struct PasteField: Sendable, Equatable {
    /// A good answer waits this long before it is sent, so that the person sees it and a paste that comes in pieces is
    /// whole.
    static let goodDelay = 0.7
    /// An answer that cannot be used waits a moment, too: the rest of a slow paste may make it good.
    static let badDelay = 0.3

    /// What reads the paste has to see it as it came: a line end may be the end of the address, and of an escape
    /// sequence without its ESC only letters would be left.
    private(set) var editor = LineEditor(keepsControls: true)
    /// What `u` brings back.
    private(set) var former: String?
    private(set) var preview: Awaiting.Preview?
    /// When it goes to the machine by itself; `nil` when only Enter sends it.
    private(set) var sendsAt: Double?
    private var pastedAt: Double?

    var text: String { editor.text }
    var isEmpty: Bool { editor.isEmpty }

    /// Whether the answer would start the exchange, or is the provider's refusal of this very login.
    var isGood: Bool {
        switch preview?.verdict {
        case .accepted, .refused: true
        case .rejected, nil: false
        }
    }

    /// Pieces of one unmarked paste join; any other paste takes the place of what is there.
    mutating func paste(_ text: String, for waiting: Awaiting, at uptime: Double) {
        if let pastedAt, uptime - pastedAt < Self.goodDelay {
            editor.insert(text)
        } else {
            remember()
            editor.text = text
        }
        pastedAt = uptime
        judge(for: waiting)
        schedule(at: uptime)
    }

    /// Typed text is sent by Enter only: half an address may look whole.
    mutating func edit(_ key: Key, for waiting: Awaiting) -> Bool {
        if key == .control("u") { remember() }
        guard editor.apply(key) else { return false }
        sendsAt = nil
        judge(for: waiting)
        return true
    }

    mutating func bringBack(for waiting: Awaiting) {
        guard let former else { return }
        editor.text = former
        judge(for: waiting)
    }

    /// Judges again, after the attempt changed.
    mutating func judge(for waiting: Awaiting) {
        preview = editor.isEmpty ? nil : waiting.preview(editor.text)
        if editor.isEmpty { sendsAt = nil }
    }

    mutating func schedule(at uptime: Double) {
        guard !editor.isEmpty else { return }
        sendsAt = uptime + (isGood ? Self.goodDelay : Self.badDelay)
    }

    mutating func stopSending() { sendsAt = nil }

    private mutating func remember() {
        if !editor.isEmpty { former = editor.text }
    }
}
