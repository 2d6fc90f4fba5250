/// What the person did with the mouse, at a cell counted from 0.
public enum MouseEvent: Sendable, Hashable {
    /// The left button went down.
    case click(Position)
    case wheelUp(Position)
    case wheelDown(Position)
}

/// Reads a mouse report in the SGR form of xterm: `CSI < button ; column ; row M`, or `m` when a button is let go.
enum MouseReport {
    /// Cells beyond this are no part of any window that is drawn.
    private static let farthest = 10_000

    /// - Parameter body: What stands behind `CSI`, with the final octet. Releases, drags and other buttons are no key.
    static func key(_ body: [UInt8]) -> Key {
        guard body.first == 0x3c, body.last == 0x4d else { return .unknown }
        let numbers = String(decoding: body.dropFirst().dropLast(), as: UTF8.self)
            .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
        guard numbers.count == 3, let button = numbers[0], let column = numbers[1], let row = numbers[2],
            (1...farthest).contains(column), (1...farthest).contains(row)
        else { return .unknown }
        let position = Position(column: column - 1, row: row - 1)
        // Bits: 4 Shift, 8 Alt, 16 Control, 32 a drag. Only what is plainly meant counts.
        switch button {
        case 0: return .mouse(.click(position))
        case 64: return .mouse(.wheelUp(position))
        case 65: return .mouse(.wheelDown(position))
        default: return .unknown
        }
    }
}
