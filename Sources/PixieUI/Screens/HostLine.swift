import OAuth
import Screen

/// A host on a screen: the part that somebody had to register is underlined, what its owner put in front of it is not.
///
/// A host is never cut in its middle: what comes after the cut could be the part that counts.
enum HostLine {
    static func line(_ host: HostName, _ role: Role = .normal, port: Int? = nil) -> Line {
        let port = port.map { ":\($0)" } ?? ""
        return [Span(host.prefix, role), Span(host.registrable, .address), Span(port, role)]
    }

    /// The host of an address, with its port if one is written there.
    static func line(_ address: WebAddress) -> Line { line(address.hostName, port: address.parts.port) }

    /// The host in rows of a sheet behind what leads to it, whole, on the next row if there is no room beside it.
    static func rows(_ host: Line, after head: Line, indent: Int, width: Int, end: Line = []) -> [Line] {
        let line = head + host + end
        guard line.width > width else { return [line] }
        let room = max(8, width - indent)
        var rows = [head]
        var row = Line(String(repeating: " ", count: indent))
        var free = room
        for span in host.spans {
            var rest = span.text[...]
            while !rest.isEmpty {
                let piece = rest.prefix(free)
                row.append(String(piece), span.role)
                rest = rest.dropFirst(piece.count)
                free -= piece.count
                guard free == 0 else { continue }
                rows.append(row)
                row = Line(String(repeating: " ", count: indent))
                free = room
            }
        }
        return free < room ? rows + [row] : rows
    }

    /// What fits of a host into one row: its end, which counts.
    static func end(of host: HostName, port: Int?, width: Int, _ glyphs: Glyphs) -> String {
        let text = host.text + (port.map { ":\($0)" } ?? "")
        guard text.count > width else { return text }
        return width > 1 ? glyphs.ellipsis + text.suffix(width - 1) : ""
    }
}
