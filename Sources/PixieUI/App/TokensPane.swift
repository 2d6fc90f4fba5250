import LoginFlow
import OAuth

/// What is looked at on Tokens, and what was found out about the tokens when they came.
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
    var times = TimeStyle.relative
    /// Whether the Access tab shows what the provider says in place of the claims.
    var showsWord = false
    /// What is looked for, in every tab.
    var search = TextSearch("")
    private var selections: [Tab: Int] = [:]
    private var trees: [Tab: ClaimTree] = [:]
    private var shapes: [Tab: TokenShape] = [:]
    private var tokens: [Tab: Secret] = [:]
    /// The JSON of a tab line by line, where that is shown in place of the tree.
    private var raw: [Tab: [String]] = [:]

    /// What is told about a person stands open up to so many rows.
    private static let openRows = 24

    /// The selected row of this tab.
    var selection: Int {
        get { selections[tab, default: 0] }
        set { selections[tab] = max(0, newValue) }
    }

    mutating func forgetSelection(of tab: Tab) { selections[tab] = nil }

    /// The claims of this tab; nil where there are none.
    var tree: ClaimTree? { trees[tab] }
    var rawLines: [String]? { raw[tab] }
    func shape(of tab: Tab) -> TokenShape? { shapes[tab] }

    /// Takes over what a session has, once for each token: reading a large one takes its time.
    mutating func take(_ session: Session, at now: Timestamp) {
        take(session.tokens.idToken, .idToken, now)
        take(session.tokens.accessToken, .access, now)
        take(session.tokens.refreshToken, .refresh, now)
        show(session.claims, .idToken)
        show(shapes[.access]?.claims, .access)
        show(session.userInfoClaims ?? session.tokens.user, .user)
    }

    private mutating func take(_ token: Secret?, _ tab: Tab, _ now: Timestamp) {
        guard token != tokens[tab] else { return }
        tokens[tab] = token
        shapes[tab] = token.map { TokenShape($0, now: now) }
    }

    private mutating func show(_ claims: JSONObject?, _ tab: Tab) {
        guard trees[tab]?.claims != claims else { return }
        trees[tab] = claims.map { claims in
            var tree = ClaimTree(claims)
            // A provider may put all of a person into one member.
            if tab == .user { tree.openFirstLevel(within: Self.openRows) }
            return tree
        }
        raw[tab] = nil
    }

    mutating func toggle(_ path: [Int]) { trees[tab]?.toggle(path) }

    /// Selects a member, wherever it is.
    mutating func show(_ path: [Int]) {
        trees[tab]?.show(path)
        if let row = trees[tab]?.index(of: path) { selection = row }
    }

    /// Between the tree and the JSON as it stands in the token.
    mutating func toggleRaw() {
        selection = 0
        if raw.removeValue(forKey: tab) != nil { return }
        guard let tree = trees[tab] else { return }
        if case .jwt(let jwt) = shapes[tab]?.kind, jwt.claims == tree.claims {
            raw[tab] = RawText.lines([("Header", jwt.header), ("Claims", jwt.claims)])
        } else {
            raw[tab] = RawText.lines([("Claims", tree.claims)])
        }
    }

    mutating func step(by count: Int) {
        let tabs = Tab.allCases
        let next = (tab.rawValue + count + tabs.count) % tabs.count
        tab = tabs[next]
    }
}
