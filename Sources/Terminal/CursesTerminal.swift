internal import CNcurses
public import Screen

/// The controlling terminal through ncurses. Everything happens on the main thread.
///
/// It opens `/dev/tty`, so standard input, output and error may all be redirected.
@MainActor
public final class CursesTerminal: TerminalDevice {
    private enum State {
        case stopped
        case screens
        /// The plain page is shown: the keyboard is ours, the screen is not.
        case plainPage
    }

    private let options: TerminalOptions
    private var state = State.stopped
    private var descriptor: CInt = -1
    private var decoder = KeyDecoder()
    public var expectsPaste = false
    public private(set) var isGone = false
    public private(set) var glyphs: Glyphs = .unicode

    private var name = TerminalName(text: "")
    private var popsTitle = false
    private var hasPushedTitle = false
    private var shownTitle = ""
    private var reportsMouse = false
    private var painter = FramePainter()

    /// A terminal that is not taken yet: ``start()`` does that.
    public init(options: TerminalOptions) {
        self.options = options
    }

    public var inputDescriptor: CInt { descriptor }

    // MARK: Taking and leaving the terminal

    public func start() throws(TerminalFault) {
        guard state == .stopped else { return }
        descriptor = pixie_tty_open()
        guard descriptor >= 0 else { throw .noTerminal }
        let isUTF8 = pixie_locale_start(options.namesUTF8)
        glyphs = isUTF8 && !options.isASCII ? .unicode : .ascii
        name = TerminalName(text: options.term)
        popsTitle = options.setsTitle && name.isModern
        CrashGuard.install()
        pixie_crash_arm(descriptor)
        guard startCurses() else {
            pixie_crash_restore_modes()
            pixie_crash_disarm()
            pixie_close(descriptor)
            descriptor = -1
            throw .unusable(name: options.term)
        }
        noteReset()
        state = .screens
        isGone = false
        pixie_stderr_hold()
        if options.wantsColor {
            let table = (UInt8(0)..<8).map { options.theme.color(for: $0) }
            _ = pixie_curses_start_color(table.map(\.wanted), table.map(\.ofEight))
        }
        painter = FramePainter(marksLinks: options.marksLinks && name.isModern)
        for (sequence, number) in CursesKeys.sequences {
            pixie_curses_define_key(sequence, number)
        }
        modesOn()
        _ = size()
    }

    private func startCurses() -> Bool {
        for candidate in name.candidates where !candidate.isEmpty {
            switch Int(pixie_curses_start(descriptor, candidate)) {
            case PIXIE_STARTED: return true
            case PIXIE_DUMB_TERMINAL: return false
            default: continue
            }
        }
        return false
    }

    private func noteReset() {
        var leaving = [UInt8](repeating: 0, count: 128)
        leaving.removeLast(leaving.count - pixie_curses_leaving(&leaving, leaving.count))
        if leaving.isEmpty { leaving = TerminalBytes.belowEverything }
        let reset = Array(TerminalBytes.reset(popsTitle: popsTitle).utf8) + leaving
        pixie_crash_set_reset(reset, reset.count)
    }

    public func stop() {
        guard state != .stopped else { return }
        leaveScreen()
        pixie_crash_restore_modes()
        pixie_crash_disarm()
        pixie_curses_stop()
        state = .stopped
        pixie_stderr_release()
        pixie_close(descriptor)
        descriptor = -1
    }

    public func suspend() {
        guard state != .stopped else { return }
        leaveScreen()
        pixie_crash_restore_modes()
        pixie_stop_process()
        resume()
    }

    public func resume() {
        guard state != .stopped else { return }
        // Forgets the plain page too: the shell has written over it.
        state = .screens
        pixie_curses_take_keyboard()
        modesOn()
        _ = size()
        repaint()
    }

    public func showPlainPage(_ lines: [String]) {
        guard state == .screens else { return }
        pixie_curses_leave()
        pixie_curses_take_keyboard()
        state = .plainPage
        // The page is there for the terminal's own selection.
        if reportsMouse { send(TerminalBytes.mouseOff) }
        let texts = lines.map { TextWidth.shown($0, limit: .max, glyphs: glyphs) }
        send("\r\n" + texts.joined(separator: "\r\n") + "\r\n")
    }

    public func leavePlainPage() {
        guard state == .plainPage else { return }
        state = .screens
        if reportsMouse { send(TerminalBytes.mouseOn) }
        // The terminal gave the former title back when the alternate screen was left.
        shownTitle = ""
        repaint()
    }

    private func modesOn() {
        let pushes = popsTitle && !hasPushedTitle
        send(
            TerminalBytes.modesOn + (reportsMouse ? TerminalBytes.mouseOn : "")
                + (pushes ? TerminalBytes.titlePush : ""))
        hasPushedTitle = popsTitle
        shownTitle = ""
    }

    private func leaveScreen() {
        send(
            TerminalBytes.modesOff + (reportsMouse ? TerminalBytes.mouseOff : "")
                + (hasPushedTitle ? TerminalBytes.titlePop : ""))
        hasPushedTitle = false
        // Leaving the alternate screen twice would move the cursor into the text of the plain page.
        if state == .screens { pixie_curses_leave() } else { pixie_curses_release_keyboard() }
    }

    // MARK: Keys

    public func drain(at uptime: Double) -> [Key] {
        guard state != .stopped else { return [] }
        let began = pixie_uptime()
        var batch = InputBatch(isInPaste: decoder.isInPaste)
        read(into: &batch, since: began)
        while batch.mayGoOn(expectsPaste: expectsPaste), pixie_uptime() - began < InputBatch.longest,
            pixie_wait_readable(descriptor, InputBatch.gapMilliseconds)
        {
            read(into: &batch, since: began)
        }
        if batch.codes.isEmpty, pixie_tty_is_gone(descriptor) { isGone = true }
        return decoder.decode(batch.codes, at: uptime + (pixie_uptime() - began))
    }

    public var inputDueAt: Double? { state == .stopped ? nil : decoder.dueAt }

    private func read(into batch: inout InputBatch, since began: Double) {
        while batch.codes.count < InputBatch.most {
            if batch.isInPaste {
                guard pixie_uptime() - began < InputBatch.longest, readPasted(into: &batch) else { return }
                continue
            }
            let code = pixie_curses_read()
            guard code >= 0 else { return }
            batch.append(code < 256 ? .octet(UInt8(code)) : .key(code))
        }
    }

    /// The octets of a marked paste, many at once; false when a silence shows that the rest is still on its way.
    private func readPasted(into batch: inout InputBatch) -> Bool {
        var octets = [UInt8](repeating: 0, count: 16 << 10)
        let count = pixie_tty_read(descriptor, &octets, octets.count, InputBatch.gapMilliseconds)
        for octet in octets[..<count] { batch.append(.octet(octet)) }
        return count > 0
    }

    // MARK: Frames

    public func present(_ frame: Frame) {
        guard state == .screens else { return }
        send(painter.paint(frame))
        guard popsTitle, frame.title != shownTitle else { return }
        send(TerminalBytes.title(frame.title))
        shownTitle = frame.title
    }

    public func repaint() {
        painter.forget()
    }

    public func size() -> Size {
        var columns: CInt = 80
        var rows: CInt = 24
        _ = pixie_tty_size(descriptor, &columns, &rows)
        // Some report absurd sizes; every cell costs memory.
        let size = Size(columns: min(Int(columns), 1000), rows: min(Int(rows), 500))
        if state != .stopped { painter.resize(to: size, isWholeWidth: Int(columns) == size.columns) }
        return size
    }

    public func write(_ sequence: TerminalSequence) {
        guard state != .stopped else { return }
        switch sequence {
        case .bell: send("\u{7}")
        case .copy(let text): send(TerminalBytes.copy(text, isInScreen: options.isInScreen))
        }
    }

    public func reportMouse(_ isOn: Bool) {
        guard isOn != reportsMouse else { return }
        reportsMouse = isOn
        if state == .screens { send(isOn ? TerminalBytes.mouseOn : TerminalBytes.mouseOff) }
    }

    private func send(_ text: String) {
        guard !text.isEmpty else { return }
        var text = text
        text.withUTF8 { pixie_write_all(descriptor, $0.baseAddress, $0.count) }
    }
}
