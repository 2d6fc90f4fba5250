import PixieUI
import Testing

/// The articles beside the targets: each target has one, and what they name is there.
struct ArticleTests {
    /// The targets in Swift.
    private static let targets = [
        "Assets", "DemoProvider", "Hygiene", "LoginFlow", "Network", "OAuth", "PixieUI", "Presets", "Profiles",
        "Screen", "Sessions", "Terminal", "pixie",
    ]

    private static func articles(_ target: String) throws -> [String: String] {
        let folder = "Sources/\(target)/Documentation.docc"
        let names = try SourceText.names(below: folder, ending: ".md")
        return Dictionary(
            uniqueKeysWithValues: try names.map {
                ($0.replacing(".md", with: ""), try SourceText.file("\(folder)/\($0)"))
            })
    }

    @Test func everyTargetInSwiftHasAnArticle() throws {
        let folders = try SourceText.names(below: "Sources", ending: ".swift").compactMap { path in
            path.split(separator: "/").first.map(String.init)
        }
        #expect(Set(folders) == Set(Self.targets))
        for target in Self.targets {
            let root = try Self.articles(target)[target]
            #expect(root?.hasPrefix("# ``\(target)``\n") == true, "\(target)")
        }
    }

    @Test(arguments: targets)
    func whatAnArticleLinksIsThere(target: String) throws {
        let articles = try Self.articles(target)
        let code = try SourceText.swift(below: "Sources/" + target).map(Self.withoutComments).joined(separator: "\n")
        let names = Self.declared(in: code)
        let signatures = Self.signatures(in: code)
        let root = articles[target] ?? ""
        for (name, text) in articles {
            if name != target {
                #expect(root.contains("<doc:\(name)>"), "\(name) is not among the topics of \(target)")
            }
            for match in text.matches(of: /<doc:(\w+)>/) {
                #expect(articles[String(match.1)] != nil, "\(name) links \(match.1)")
            }
            for match in text.matches(of: /(?:^|[^`])``([^`]+)``/) {
                for part in match.1.split(separator: "/").map(String.init) where part != target {
                    #expect(
                        part.contains("(") ? signatures.contains(part) : names.contains(part), "\(name): \(match.1)")
                }
            }
        }
    }

    /// Every public type of a library is among its topics. `OAuth` names those that a reader begins with.
    @Test(arguments: targets.filter { !["OAuth", "pixie"].contains($0) })
    func everyPublicTypeIsAmongTheTopics(target: String) throws {
        let root = try Self.articles(target)[target] ?? ""
        let linked = Set(root.matches(of: /``(\w+)``/).map { String($0.1) })
        let code = try SourceText.swift(below: "Sources/" + target).joined(separator: "\n")
        let types = code.matches(of: /(?:^|\n)public (?:final |indirect )*(?:struct|enum|class|protocol|actor) (\w+)/)
        #expect(types.map { String($0.1) }.filter { !linked.contains($0) } == [])
    }

    @Test(arguments: ["DemoProvider", "Network", "OAuth", "PixieUI", "Sessions"])
    func everyFolderIsInTheTable(target: String) throws {
        let root = try #require(try Self.articles(target)[target])
        let start = try #require(root.firstRange(of: "| Folder |"))
        let rest = root[start.lowerBound...]
        let table = rest[..<(rest.firstRange(of: "\n\n")?.lowerBound ?? rest.endIndex)]
        let folders = try SourceText.names(below: "Sources/" + target, ending: ".swift").compactMap { path in
            path.contains("/") ? path.split(separator: "/").first.map(String.init) : nil
        }
        #expect(Set(SourceText.firstColumn(of: String(table))) == Set(folders))
    }

    @Test func theOutcomesAndReasonsOfASessionAreDocumented() throws {
        let article = try SourceText.file("Sources/pixie/Documentation.docc/Sessions.md")
        let token = SourceText.section("pixie token", of: article)
        // The rest of them are those of a refresh.
        let reasons = SourceText.rows(of: token).filter { $0.count == 3 }.dropFirst().flatMap {
            SourceText.names(in: $0[0])
        }
        #expect(Set(SessionReason.allCases.map(\.rawValue)).symmetricDifference(reasons) == ["no_refresh_token"])
        let outcomes =
            SourceText.names(in: token) + SourceText.names(in: SourceText.section("pixie logout", of: article))
        #expect(TokenOutcome.allCases.map(\.rawValue).filter { !outcomes.contains($0) } == [])
        #expect(SignOutOutcome.allCases.map(\.rawValue).filter { !outcomes.contains($0) } == [])
    }

    // MARK: - Names in code

    private static func withoutComments(_ source: String) -> String {
        source.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
    }

    private static func declared(in code: String) -> Set<String> {
        var names = Set(
            code.matches(of: /\b(?:struct|enum|class|protocol|actor|typealias|func|var|let) `?(\w+)/).map {
                String($0.1)
            })
        for match in code.matches(of: /\bcase ([^\n{]*)/) {
            names.formUnion(match.1.matches(of: /\w+/).map { String($0.0) })
        }
        return names
    }

    /// Functions, initializers and cases as a link writes them: `judge(_:expecting:)`.
    private static func signatures(in code: String) -> Set<String> {
        var found: Set<String> = []
        for match in code.matches(of: /\b(?:func (\w+)|(init)\??|case (\w+))(?:<[^(]*>)?\(/) {
            let name = match.1 ?? match.2 ?? match.3 ?? ""
            let isCase = match.3 != nil
            let labels = parameters(code[match.range.upperBound...]).map { parameter in
                let start = parameter.drop { $0 == " " || $0 == "\n" }
                if isCase, start.prefixMatch(of: /\w+:/) == nil { return "_:" }
                return start.prefix { $0 != " " && $0 != ":" } + ":"
            }
            found.insert(name + "(" + labels.joined() + ")")
        }
        return found
    }

    /// What stands up to the closing parenthesis, split at the commas outside of brackets.
    private static func parameters(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var depth = 0
        var start = text.startIndex
        for place in text.indices {
            switch text[place] {
            case "(", "[", "{", "<": depth += 1
            case ")" where depth == 0:
                if start != place { parts.append(text[start..<place]) }
                return parts
            case ")", "]", "}": depth -= 1
            case ">" where place == text.startIndex || text[text.index(before: place)] != "-": depth -= 1
            case "," where depth == 0:
                parts.append(text[start..<place])
                start = text.index(after: place)
            case _: break
            }
        }
        return parts
    }
}
