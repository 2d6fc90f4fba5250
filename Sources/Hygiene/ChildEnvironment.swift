/// What a program that pixie starts for itself (a browser, a clipboard tool, a key store) is told of the environment.
///
/// A list of what may pass, so that a variable which nobody thought of stays here: `PIXIE_…`, the keys and tokens of
/// other tools, and `LD_PRELOAD` with its kin, which would put foreign code between us and the program. A program
/// that the person starts through pixie (`exec`) is another matter and gets everything.
public enum ChildEnvironment {
    /// The variables of `all` that a program of the desktop or the terminal needs.
    public static func cleaned(_ all: [String: String]) -> [String: String] {
        all.filter { isNeeded($0.key) && !soundsSecret($0.key) && !holdsPassword($0.value, named: $0.key) }
    }

    private static let names: Set<String> = [
        // Who, where, in which language.
        "HOME", "USER", "LOGNAME", "SHELL", "PATH", "TMPDIR", "TZ", "LANG", "LANGUAGE", "PWD",
        // The desktop.
        "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "DESKTOP_SESSION", "SESSION_MANAGER",
        "DESKTOP_STARTUP_ID", "WINDOWID", "BROWSER", "NO_AT_BRIDGE", "SNAP", "FLATPAK_ID",
        // The terminal, for tmux, GNU screen and browsers that live in one.
        "TERM", "COLORTERM", "TMUX", "TMUX_PANE", "TMUX_TMPDIR", "STY", "SCREENDIR",
        // Windows around Linux.
        "WSL_DISTRO_NAME", "WSL_INTEROP", "WSLENV",
        // The way to the network.
        "http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
        "SSL_CERT_FILE", "SSL_CERT_DIR",
    ]

    private static let prefixes = ["LC_", "XDG_", "GTK_", "GDK_", "QT_", "KDE_", "GNOME_", "MOZ_"]

    private static func isNeeded(_ name: String) -> Bool {
        names.contains(name) || prefixes.contains { name.hasPrefix($0) }
    }

    /// A name with one of our prefixes may still be that of a secret.
    private static func soundsSecret(_ name: String) -> Bool {
        let words = name.uppercased().split(separator: "_")
        return words.contains { ["TOKEN", "SECRET", "PASSWORD", "PASSWD", "KEY", "CREDENTIALS", "AUTH"].contains($0) }
    }

    /// A proxy is reached without the variable too when the desktop knows it; its password stays here.
    private static func holdsPassword(_ value: String, named name: String) -> Bool {
        name.lowercased().hasSuffix("_proxy") && value.utf8.contains(UInt8(ascii: "@"))
    }
}
