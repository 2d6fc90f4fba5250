import OAuth
@testable import PixieUI
import Screen
import Testing

/// Claims as rows that are found by counting.
struct ClaimTreeTests {
    private func tree(_ text: String) throws -> ClaimTree {
        ClaimTree(try JSONReader.readObject(Array(text.utf8)))
    }

    /// The names of all rows, each behind its depth.
    private func names(_ tree: ClaimTree) -> String {
        (0..<tree.count).map { number in
            let row = tree.row(at: number)
            return String(repeating: ".", count: row.depth) + row.name.safe() + (row.isOpen ? "*" : "")
        }.joined(separator: " ")
    }

    private let nested = #"{"a":1,"b":{"c":[1,[2,3]],"d":{}},"e":["x","y"],"f":null}"#

    @Test func theFirstLevelStandsOpenWhileThereIsRoom() throws {
        var tree = try tree(nested)
        tree.openFirstLevel(within: 8)
        #expect(names(tree) == "a b* .c .d e* .0 .1 f")
        tree = try self.tree(nested)
        tree.openFirstLevel(within: 7)
        #expect(names(tree) == "a b* .c .d e f")
        tree = try self.tree(nested)
        tree.openFirstLevel(within: 0)
        #expect(names(tree) == "a b e f")
    }

    @Test func rowsAreThoseOfWhatIsOpen() throws {
        var tree = try tree(nested)
        #expect(names(tree) == "a b e f")
        tree.toggle([2])
        #expect(names(tree) == "a b e* .0 .1 f")
        tree.toggle([1])
        #expect(names(tree) == "a b* .c .d e* .0 .1 f")
        tree.toggle([1, 0])
        #expect(names(tree) == "a b* .c* ..0 ..1 .d e* .0 .1 f")
        tree.toggle([1])
        #expect(names(tree) == "a b e* .0 .1 f")
        // An empty object and a plain value cannot be opened.
        tree.toggle([3])
        tree.toggle([1])
        tree.toggle([1, 1])
        #expect(names(tree) == "a b* .c .d e* .0 .1 f")
    }

    @Test func everyRowIsFoundAgain() throws {
        var tree = try tree(nested)
        tree.show([1, 0, 1, 1])
        tree.toggle([2])
        #expect(names(tree) == "a b* .c* ..0 ..1* ...0 ...1 .d e* .0 .1 f")
        for number in 0..<tree.count { #expect(tree.index(of: tree.row(at: number).path) == number) }
    }

    @Test func aSearchGoesThroughClosedOnesAndAroundTheEnd() throws {
        let tree = try tree(nested)
        let three = TextSearch("3")
        #expect(tree.next(after: [0], backwards: false) { three.isIn($0, $1) } == [1, 0, 1, 1])
        let one = TextSearch("1")
        #expect(tree.next(after: [3], backwards: false) { one.isIn($0, $1) } == [0])
        #expect(tree.next(after: [0], backwards: true) { one.isIn($0, $1) } == [2, 1])
        #expect(tree.next(after: [0], backwards: false) { _, _ in false } == nil)
    }

    @Test(arguments: [
        ("EXP", "exp", true), ("p", "exp", true), ("x", "EXP", true), ("", "exp", false), ("é", "caf\u{e9}", true),
    ])
    func theCaseOfLettersDoesNotMatter(needle: String, text: String, isFound: Bool) {
        #expect(TextSearch(needle).isIn(text) == isFound)
    }

    /// The work for a frame is that of the rows on the screen, whatever the token's size.
    @Test func onlyRowsInSightAreMade() throws {
        let members = (0..<20_000).map { #""claim-\#($0)":"value \#($0)""# }.joined(separator: ",")
        var large = try tree("{" + members + #","last":{"inner":[1,2,3]}}"#)
        large.show([20_000, 0, 2])
        #expect(large.count == 20_005)
        #expect(large.row(at: 20_004).value.text == "3")
        var made = 0
        var frame = Frame(size: Size(columns: 80, rows: 24), glyphs: .unicode)
        frame.putList(count: large.count, selection: 15_000, in: Rect(column: 0, row: 0, columns: 80, rows: 12)) {
            index in
            made += 1
            return Line(large.row(at: index).name.safe())
        }
        #expect(made == 12)
        #expect(frame.textDump().contains("claim-15000"))
    }
}
