import Glibc

/// The environment, read one variable at a time where it is needed.
enum Variables {
    static subscript(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        return String(cString: value)
    }
}
