/// Text that harms a terminal, a page or a layout that takes it as it is.
enum NastyText {
    /// Escape sequences for the screen, the title, links and the clipboard, in 7 and in 8 bits.
    static let escapes =
        "\u{1b}[2J\u{1b}[31mred\u{1b}[0m\u{1b}]0;title\u{7}\u{1b}]52;c;cm0gLXJm\u{7}"
        + "\u{1b}]8;;http://evil.example/\u{1b}\\link\u{1b}]8;;\u{1b}\\\u{1b}P1$r\u{1b}\\\u{9b}31m\u{85}\r\n\t\u{8}\u{7f}"
    /// Overrides of the direction, zero-width characters and tags.
    static let bidi = "user\u{202e}gnp.exe\u{202c}\u{2066}x\u{2069}\u{200b}\u{200d}\u{feff}\u{e0041}\u{e007f}"
    /// One letter under four hundred accents.
    static let zalgo = "z" + String(repeating: "\u{301}", count: 400)
    static let html = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"

    static let all = escapes + bidi + zalgo

    static func long(_ count: Int) -> String { String(repeating: "long text ", count: count / 10) }
}
