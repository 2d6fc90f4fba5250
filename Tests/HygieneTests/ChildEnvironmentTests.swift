import Hygiene
import Testing

@Suite("ChildEnvironment")
struct ChildEnvironmentTests {
    @Test(
        "what a program of the desktop needs passes",
        arguments: [
            "HOME", "PATH", "DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "LANG", "LC_ALL",
            "XDG_RUNTIME_DIR", "XDG_CURRENT_DESKTOP", "KDE_FULL_SESSION", "MOZ_ENABLE_WAYLAND", "BROWSER", "TMUX",
            "WSL_INTEROP", "https_proxy", "NO_PROXY",
        ])
    func needed(name: String) {
        #expect(ChildEnvironment.cleaned([name: "value"]) == [name: "value"])
    }

    @Test(
        "what may be a secret, and what loads foreign code, does not",
        arguments: [
            "PIXIE_PASSPHRASE", "PIXIE_BROWSER", "GITHUB_TOKEN", "AWS_SECRET_ACCESS_KEY", "CLIENT_SECRET",
            "LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "GCONV_PATH", "MALLOC_TRACE", "BASH_ENV", "ENV", "IFS",
            "PYTHONPATH", "NODE_OPTIONS", "SSH_AUTH_SOCK", "SSH_CONNECTION", "GNOME_KEYRING_PASSWORD", "QT_API_KEY",
            "XDG_SESSION_TOKEN", "path", "", "ANYTHING_ELSE",
        ])
    func kept(name: String) {
        #expect(ChildEnvironment.cleaned([name: "value"]).isEmpty)
    }

    @Test("a proxy passes without a password only", arguments: ["https_proxy", "HTTP_PROXY", "all_proxy"])
    func proxies(name: String) {
        #expect(!ChildEnvironment.cleaned([name: "http://proxy.example:3128"]).isEmpty)
        #expect(ChildEnvironment.cleaned([name: "http://me:hunter2@proxy.example:3128"]).isEmpty)
        #expect(ChildEnvironment.cleaned([name: "me:hunter2@proxy.example:3128"]).isEmpty)
    }
}
