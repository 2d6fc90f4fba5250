import Screen
import Testing

/// QR codes. That readers read them is shown in the end-to-end tests with a decoder of somebody else.
struct QRCodeTests {
    @Test(arguments: [
        (0, QRCode.Level.low, 1), (17, .low, 1), (18, .low, 2), (32, .low, 2), (33, .low, 3), (53, .low, 3),
        (54, .low, 4),
        (78, .low, 4), (79, .low, 5), (106, .low, 5), (107, .low, 6), (134, .low, 6), (135, .low, 7), (154, .low, 7),
        (155, .low, 8), (192, .low, 8), (193, .low, 9), (230, .low, 9), (231, .low, 10), (271, .low, 10),
        (14, .medium, 1), (15, .medium, 2), (26, .medium, 2), (42, .medium, 3), (62, .medium, 4), (84, .medium, 5),
        (106, .medium, 6), (122, .medium, 7), (152, .medium, 8), (180, .medium, 9), (213, .medium, 10),
    ])
    func takesTheSmallestVersion(count: Int, level: QRCode.Level, version: Int) throws {
        let code = try #require(QRCode(String(repeating: "a", count: count), level: level))
        #expect(code.version == version)
        #expect(code.size == 17 + 4 * version)
    }

    @Test func whatIsTooLongHasNone() {
        #expect(QRCode(String(repeating: "a", count: 272)) == nil)
        #expect(QRCode(String(repeating: "a", count: 214), level: .medium) == nil)
        #expect(QRCode(String(repeating: "é", count: 136)) == nil)
    }

    /// Three finders with their light borders, the timing patterns between them, and the module that is always dark.
    @Test(arguments: [1, 40, 200])
    func hasThePatternsByWhichAReaderFindsIt(count: Int) throws {
        let code = try #require(QRCode(String(repeating: "x", count: count)))
        let last = code.size - 7
        for (column, row) in [(0, 0), (last, 0), (0, last)] {
            for down in -1...7 {
                for across in -1...7 {
                    let ring = max(abs(across - 3), abs(down - 3))
                    #expect(code.isDark(column: column + across, row: row + down) == [0, 1, 3].contains(ring))
                }
            }
        }
        for index in 8..<last - 1 {
            #expect(code.isDark(column: index, row: 6) == index.isMultiple(of: 2))
            #expect(code.isDark(column: 6, row: index) == index.isMultiple(of: 2))
        }
        #expect(code.isDark(column: 8, row: code.size - 8))
    }

    @Test func isDrawnWholeOrNotAtAll() throws {
        let code = try #require(QRCode("https://login.example.com/device?user_code=BCDF-GHJK"))
        #expect(code.cells == Size(columns: 33, rows: 17))
        var frame = Frame(size: Size(columns: 40, rows: 20))
        let isDrawn = frame.put(code, in: Rect(column: 0, row: 0, columns: 33, rows: 17))
        #expect(isDrawn)
        #expect(frame.roleDump().split(separator: "\n").filter { $0.hasPrefix("QQQ") }.count == 17)
        let blank = Frame(size: Size(columns: 40, rows: 20))
        for rect in [
            Rect(column: 0, row: 0, columns: 32, rows: 17), Rect(column: 0, row: 0, columns: 33, rows: 16),
            Rect(column: 8, row: 0, columns: 33, rows: 17), Rect(column: 0, row: 4, columns: 33, rows: 17),
            Rect(column: -1, row: 0, columns: 40, rows: 20),
        ] {
            var frame = blank
            let isDrawn = frame.put(code, in: rect)
            #expect(!isDrawn)
            #expect(frame == blank)
        }
        var plain = Frame(size: Size(columns: 40, rows: 20), glyphs: .ascii)
        let isPlainDrawn = plain.put(code, in: Rect(column: 0, row: 0, columns: 40, rows: 20))
        #expect(!isPlainDrawn)
    }
}
