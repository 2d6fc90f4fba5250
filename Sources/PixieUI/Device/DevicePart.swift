import LoginFlow
import OAuth
import Screen

/// The third way in, as Sign in shows it beside the other two.
enum DevicePart {
    static func add(_ awaiting: Awaiting, to sheet: inout Sheet) {
        switch awaiting.device {
        case .open(let device):
            let code = device.code
            let address = (code.completeAddress ?? code.address).text
            let title: Line = [
                Span(" or ", .focus), Span("On another device, enter ", .heading),
                Span(spread(code.userCode), .strong), Span("   v", .strong), Span(" shows more", .faint),
            ]
            sheet.add([title, Line([Span("    at ", .faint), Span(address, .address)])], .useful)
            sheet.gap()
        case .closed(let why):
            sheet.text(why.message, .faint, indent: 4, .explanation)
        case .notOffered, .asked:
            break
        }
    }

    static func addCompact(_ awaiting: Awaiting, to sheet: inout Sheet) {
        guard let code = awaiting.device.code else { return }
        sheet.add(
            [
                Line([Span(" or ", .focus), Span("Code ", .heading), Span(spread(code.userCode), .strong)]),
                Line((code.completeAddress ?? code.address).text, .address),
            ], .useful)
    }

    /// A blank between the characters, so that the code can be read from across the desk: `B C D F - G H J K`.
    static func spread(_ code: ForeignText) -> String {
        code.safe(limit: 64).map { String($0) }.joined(separator: " ")
    }
}
