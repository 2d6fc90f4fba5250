internal import CNcurses

/// Puts the terminal back when the process crashes or exits while a screen is up, and then lets the signal take its
/// course, so that exit status and core dump are the true ones.
public enum CrashGuard {
    /// Installs the handlers. Calling it again does nothing; the terminal calls it when it starts.
    public static func install() {
        pixie_crash_install()
    }
}
