/// A QR code (ISO/IEC 18004): a text as a square of dark and light modules, for the camera of another device.
///
/// Byte mode only, versions 1 to 10, correction levels L and M: enough for an address of up to 271 octets, and small
/// enough for a terminal.
public struct QRCode: Sendable, Equatable {
    /// How much damage a reader can repair: 7 or 15 percent.
    public enum Level: Sendable, CaseIterable {
        case low, medium
    }

    /// 1 to 10; each has four modules more than the one before.
    public let version: Int
    public let level: Level
    /// Modules on a side, without the margin: 21 to 57.
    public var size: Int { modules.size }
    private let modules: QRMatrix

    /// Light modules that belong around a code. The standard asks for 4; readers do with 2.
    public static let margin = 2

    /// The smallest code that holds the text; `nil` when it is too long for version 10.
    public init?(_ text: String, level: Level = .low) {
        let octets = Array(text.utf8)
        guard let version = QRVersion.all.first(where: { $0.capacity(level) >= octets.count }) else { return nil }
        let codewords = version.codewords(for: octets, level)
        // The mask whose picture is easiest to read; of equals the first.
        let drawn = QRMask.allCases.map { mask in
            QRMatrix(version, codewords: codewords, mask: mask, level: level)
        }
        let penalties = drawn.map(\.penalty)
        let best = penalties.indices.min { penalties[$0] < penalties[$1] } ?? 0
        self.version = version.number
        self.level = level
        modules = drawn[best]
    }

    /// Whether the module is dark. Outside of the code all are light.
    public func isDark(column: Int, row: Int) -> Bool {
        guard column >= 0, row >= 0, column < size, row < size else { return false }
        return modules[column, row]
    }

    /// Cells that it takes with its margin, two modules in each from top to bottom.
    public var cells: Size {
        let side = size + 2 * Self.margin
        return Size(columns: side, rows: (side + 1) / 2)
    }
}
