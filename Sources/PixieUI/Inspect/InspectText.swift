public import OAuth
import Screen

/// What `pixie inspect` writes: what a token is, what is proven about it, and what each member means.
public enum InspectText {
    /// - Parameter width: Columns to wrap at. Nothing is cut: what does not fit goes on in the next row.
    public static func lines(_ inspection: Inspection, width: Int) -> [String] {
        let width = max(20, width)
        var lines = [inspection.headline, verdict(inspection)] + inspection.notes
        lines = lines.flatMap { wrap($0, indent: "", width) }
        // Without a verified signature every claim is only what somebody wrote (RFC 8725).
        let doubt = if case .verified = inspection.verdict { "" } else { ", unverified" }
        lines += section("Header" + doubt, inspection.header, width)
        lines += section("Claims" + doubt, inspection.claims, width)
        if let length = inspection.signatureLength {
            lines += ["", "Signature: \(length) octets, not shown"]
        }
        return lines.map(SinkText.whole)
    }

    /// How good the token is, in one sentence.
    public static func verdict(_ inspection: Inspection) -> String {
        switch inspection.verdict {
        case .verified(let algorithm, let keyID):
            "Signature VERIFIED: \(algorithm.rawValue), "
                + (keyID.map { "key " + $0.safe(limit: 60) } ?? "a key without a name") + "."
        case .unverified(let why):
            "UNVERIFIED: \(why). Anybody may have written what stands here."
        case .failed(let why):
            "Signature FAILED: \(why) Do not trust what stands here."
        case .notApplicable:
            "There is no signature to check in a text of this kind."
        }
    }

    /// - Parameter wantsProof: Whether a key set or issuer was given, so that an unverified token is a failure.
    public static func exitStatus(_ inspection: Inspection, wantsProof: Bool) -> ExitStatus {
        switch inspection.kind {
        case .broken, .tooLong: return .checkFailed
        case .empty: return .usage
        case .jwt, .jwe, .opaque: break
        }
        switch inspection.verdict {
        case .verified: return .ok
        case .failed: return .checkFailed
        case .unverified, .notApplicable: return wantsProof ? .checkFailed : .ok
        }
    }

    static func section(_ title: String, _ members: [InspectedMember], _ width: Int) -> [String] {
        guard !members.isEmpty else { return [] }
        let names = members.map { $0.name.safe(limit: 40) }
        let column = min(names.map { TextWidth.width(of: $0) }.max() ?? 0, max(8, width / 4))
        let indent = String(repeating: " ", count: column + 4)
        var lines = ["", title]
        for (name, member) in zip(names, members) {
            let pad = String(repeating: " ", count: max(0, column - TextWidth.width(of: name)))
            let value = member.shown(limit: 4000).safe(limit: 4000) + (member.timeText.map { "   " + $0 } ?? "")
            var rows = wrap(value, indent: indent, width)
            let head = "  " + name + pad + "  "
            if TextWidth.width(of: head) == indent.count, let first = rows.first {
                rows[0] = head + first.dropFirst(indent.count)
            } else {
                rows = wrap(name, indent: "  ", width) + rows
            }
            lines += rows
            if let meaning = member.meaning {
                lines += wrap(meaning + (member.source.map { " \($0)" } ?? ""), indent: indent, width)
            }
        }
        return lines
    }

    static func wrapped(_ text: String, _ width: Int) -> [String] { wrap(text, indent: "", max(20, width)) }

    private static func wrap(_ text: String, indent: String, _ width: Int) -> [String] {
        TextWrap.words(text, width: max(10, width - indent.count)).map { (indent + $0).trimmedEnd }
    }
}

extension String {
    fileprivate var trimmedEnd: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
