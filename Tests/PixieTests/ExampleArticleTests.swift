import Testing

/// The article "PKCE by example" has every statement, and each test that it names exists.
struct ExampleArticleTests {
    private let article: String
    private let tests: Set<String>

    init() throws {
        article = try SourceText.file("Sources/OAuth/Documentation.docc/PKCEByExample.md")
        var names: Set<String> = []
        for source in try SourceText.files(below: "Tests", ending: ".swift") {
            for match in source.matches(of: /\n *(?:@Test[^\n]*|@MainActor )?func (\w+)\(/) {
                names.insert(String(match.1))
            }
        }
        for source in try SourceText.files(below: "Tests/EndToEnd", ending: ".py") {
            for match in source.matches(of: /\ndef (test_\w+)\(/) { names.insert(String(match.1)) }
        }
        tests = names
    }

    /// The rows of the statements: number, statement, what pixie does, proof.
    private var rows: [[String]] { SourceText.rows(of: article).filter { Int($0[0]) != nil } }

    @Test func everyStatementIsThereOnceAndInOrder() {
        #expect(rows.compactMap { Int($0[0]) } == Array(1...104))
        #expect(rows.filter { $0.count != 4 || $0[1].isEmpty || $0[2].isEmpty } == [])
    }

    @Test func everyStatementAndEveryFaultNamesATestThatExists() {
        let start = article.firstRange(of: "## What the samples")?.lowerBound ?? article.endIndex
        let faults = SourceText.rows(of: String(article[start...])).dropFirst()
        #expect(faults.count > 12)
        for row in rows + Array(faults) {
            let named = SourceText.names(in: row.last ?? "")
            #expect(!named.isEmpty, "\(row)")
            #expect(named.filter { !tests.contains($0) } == [], "\(row.first ?? "")")
        }
    }
}
