/// What is looked at on Tokens.
struct TokensPane: Sendable, Equatable {
    enum Tab: Int, Sendable, CaseIterable {
        case idToken, access, refresh, user, checks, http

        var name: String {
            switch self {
            case .idToken: "ID token"
            case .access: "Access"
            case .refresh: "Refresh"
            case .user: "User"
            case .checks: "Checks"
            case .http: "HTTP"
            }
        }

        /// For the smallest windows.
        var shortName: String {
            switch self {
            case .idToken: "ID"
            case .access: "Acc"
            case .refresh: "Refr"
            case .user, .http: name
            case .checks: "Chk"
            }
        }
    }

    var tab = Tab.idToken
    private var selections: [Tab: Int] = [:]
    /// Paths of claims that are opened, for each tab.
    private var opened: [Tab: Set<String>] = [:]

    /// The selected row of this tab.
    var selection: Int {
        get { selections[tab, default: 0] }
        set { selections[tab] = max(0, newValue) }
    }

    mutating func forgetSelection(of tab: Tab) { selections[tab] = nil }

    var openedPaths: Set<String> { opened[tab, default: []] }

    mutating func toggle(_ path: String) {
        if opened[tab, default: []].remove(path) == nil { opened[tab, default: []].insert(path) }
    }

    mutating func step(by count: Int) {
        let tabs = Tab.allCases
        let next = (tab.rawValue + count + tabs.count) % tabs.count
        tab = tabs[next]
    }
}
