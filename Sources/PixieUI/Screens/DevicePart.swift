import LoginFlow
import OAuth
import Screen

/// The third way in: a code to enter on any other device.
enum DevicePart {
    static func add(_ awaiting: Awaiting, to sheet: inout Sheet) {
        switch awaiting.device {
        case .open(let device):
            let code = device.code
            let address = (code.completeAddress ?? code.address).text
            sheet.add(SignInScreen.number(3, "Or on another device, enter the code", note: ""), .useful)
            sheet.add(
                [
                    Line([Span("    "), Span(spread(code.userCode), .strong)]),
                    Line([Span("    at ", .faint), Span(address, .address)]),
                ], .useful)
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
                Line([Span(" 3  ", .focus), Span("Code ", .heading), Span(spread(code.userCode), .strong)]),
                Line((code.completeAddress ?? code.address).text, .address),
            ], .useful)
    }

    /// A blank between the characters, so that the code can be read from across the desk: `B C D F - G H J K`.
    private static func spread(_ code: ForeignText) -> String {
        code.safe(limit: 64).map { String($0) }.joined(separator: " ")
    }
}
