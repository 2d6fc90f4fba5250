import Testing

@testable import Terminal

struct TerminalNameTests {
    @Test(arguments: [
        ("xterm-256color", ["xterm-256color", "xterm-256color", "xterm"], true),
        ("xterm-kitty", ["xterm-kitty", "xterm-256color", "xterm"], true),
        ("alacritty-direct", ["alacritty-direct", "xterm-256color", "xterm"], true),
        ("st", ["st", "xterm-256color", "xterm"], true),
        ("st-256color", ["st-256color", "xterm-256color", "xterm"], true),
        ("tmux-256color", ["tmux-256color", "tmux-256color", "screen-256color", "screen"], true),
        ("screen.xterm-256color", ["screen.xterm-256color", "screen-256color", "screen"], false),
        ("rxvt-unicode-256color", ["rxvt-unicode-256color", "rxvt"], false),
        ("linux", ["linux"], false),
        ("vt100", ["vt100"], false),
        ("strange", ["strange"], false),
        ("dumb", ["dumb"], false),
        ("", [""], false),
    ])
    func theNameTellsWhatToTryAndWhatTheTerminalCanDo(_ term: String, _ candidates: [String], _ isModern: Bool) {
        let name = TerminalName(text: term)
        #expect(name.candidates == candidates)
        #expect(name.isModern == isModern)
    }
}
