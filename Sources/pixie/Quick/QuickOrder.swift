/// What the most common command lines ask for, read without the argument parser: building its tables alone takes longer
/// than the whole of `pixie token`.
///
/// Only forms that mean the same to the parser are taken. Everything else, mistakes included, is left to it.
enum QuickOrder: Equatable {
    case version
    case token(TokenOrder)
    case pair(length: Int, isJSON: Bool)
    case inspect(file: String, isJSON: Bool)

    /// `pixie token NAME`, with the options that need nothing but the store.
    struct TokenOrder: Equatable {
        var name: String
        var leastSeconds = QuickToken.leastSeconds
        var form = TokenOutput.Form.token
        var wantsIDToken = false
        /// Also on a terminal.
        var isShown = false
    }

    /// - Parameter arguments: Those after the name of the program.
    static func read(_ arguments: [String]) -> QuickOrder? {
        switch arguments.first {
        case "--version": arguments.count == 1 ? .version : nil
        case "token": token(arguments.dropFirst())
        case "pkce": pair(arguments.dropFirst())
        case "inspect": inspect(arguments.dropFirst())
        case _: nil
        }
    }

    private static func token(_ arguments: ArraySlice<String>) -> QuickOrder? {
        guard
            let words = QuickWords(
                arguments, flags: ["--header", "--json", "--id", "--show"], number: "--min-ttl", most: 31_536_000),
            words.names.count == 1
        else { return nil }
        var order = TokenOrder(name: words.names[0])
        order.wantsIDToken = words.has("--id")
        order.isShown = words.has("--show")
        switch (words.has("--header"), words.has("--json")) {
        case (false, false): break
        case (false, true): order.form = .json
        case (true, false) where !order.wantsIDToken: order.form = .header
        case (true, _): return nil
        }
        if let seconds = words.number { order.leastSeconds = Double(seconds) }
        return .token(order)
    }

    private static func pair(_ arguments: ArraySlice<String>) -> QuickOrder? {
        guard let words = QuickWords(arguments, flags: ["--json"], number: "--length", most: 128), words.names.isEmpty
        else { return nil }
        return .pair(length: words.number ?? 43, isJSON: words.has("--json"))
    }

    private static func inspect(_ arguments: ArraySlice<String>) -> QuickOrder? {
        guard let words = QuickWords(arguments, flags: ["--json"]), words.names.count == 1 else { return nil }
        return .inspect(file: words.names[0], isJSON: words.has("--json"))
    }
}
