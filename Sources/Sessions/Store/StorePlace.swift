public import OAuth

/// Where the store lies: `$XDG_STATE_HOME/pixie`, without that variable `~/.local/state/pixie`.
public struct StorePlace: Equatable, Sendable {
    /// Absolute.
    public let path: String

    /// Why it is not known where the store lies.
    public enum Fault: Error, Equatable, Sendable {
        case noHome
        case homeIsRelative(ForeignText)
        /// A relative XDG path is not to be used (XDG Base Directory Specification).
        case stateHomeIsRelative(ForeignText)
        case unusable(ForeignText)

        public var message: String {
            switch self {
            case .noHome:
                "Neither HOME nor XDG_STATE_HOME is set, so there is no place to store anything. Set one of them."
            case .homeIsRelative(let path):
                "HOME is not an absolute path: \(path.safe(limit: 200)). Set it, or set XDG_STATE_HOME."
            case .stateHomeIsRelative(let path):
                "XDG_STATE_HOME is not an absolute path: \(path.safe(limit: 200)). Set it to one, or unset it."
            case .unusable(let path):
                "This path cannot be used: \(path.safe(limit: 200)). Set XDG_STATE_HOME to another one."
            }
        }
    }

    /// - Parameters:
    ///   - stateHome: `XDG_STATE_HOME`; empty counts as not set.
    ///   - home: `HOME`.
    public init(stateHome: String?, home: String?) throws(Fault) {
        let base: String
        if let stateHome, !stateHome.isEmpty {
            guard stateHome.hasPrefix("/") else { throw .stateHomeIsRelative(ForeignText(stateHome)) }
            base = stateHome
        } else {
            guard let home, !home.isEmpty else { throw .noHome }
            guard home.hasPrefix("/") else { throw .homeIsRelative(ForeignText(home)) }
            base = home + "/.local/state"
        }
        guard base.utf8.count <= 3000 else { throw .unusable(ForeignText(base)) }
        path = base + "/pixie"
    }

    public init(path: String) {
        self.path = path
    }

    /// Every folder that leads to it, from the top.
    var parents: [String] {
        var parents: [String] = []
        var built = ""
        for part in path.split(separator: "/").dropLast() {
            built += "/" + part
            parents.append(built)
        }
        return parents
    }
}
