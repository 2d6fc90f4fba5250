public import OAuth
import Screen

/// What `pixie inspect` writes: what a token is, what is proven about it, and what each member means.
public enum InspectText {
    /// - Parameter width: Columns to wrap at. Nothing is cut: what does not fit goes on in the next row.
    public static func lines(_ inspection: Inspection, width: Int) -> [String] {
        Array(blocks(inspection, width: width).joined())
    }

    /// The same lines in blocks, each made when it is asked for: the first ones of a large token are there at once.
    public static func blocks(_ inspection: Inspection, width: Int) -> InspectBlocks {
        let width = max(20, width)
        var head = [inspection.headline, verdict(inspection)] + inspection.notes
        if inspection.kind == .jwe {
            head.append("With your private key the rest can be read: --decryption-key-file FILE.")
        }
        head = head.flatMap { wrap($0, indent: "", width) }
        // Without a verified signature every claim is only what somebody wrote (RFC 8725).
        let doubt = if case .verified = inspection.verdict { "" } else { ", unverified" }
        head += section("Header" + doubt, inspection.header, width)
        head += title("Claims" + doubt, inspection.claims)
        let column = column(of: inspection.claims, width)
        let tail = inspection.signatureLength.map { ["", "Signature: \($0) octets, not shown"] } ?? []
        return InspectBlocks(head: head.map(SinkText.whole), claims: inspection.claims, tail: tail) { claim in
            rows(of: claim, column: column, width).map(SinkText.whole)
        }
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
        let column = column(of: members, width)
        return self.title(title, members) + members.flatMap { rows(of: $0, column: column, width) }
    }

    private static func title(_ title: String, _ members: [InspectedMember]) -> [String] {
        members.isEmpty ? [] : ["", title]
    }

    /// Columns of the names, the longest or a quarter of the width.
    private static func column(of members: [InspectedMember], _ width: Int) -> Int {
        let most = max(8, width / 4)
        var column = 0
        for member in members where column < most {
            column = max(column, TextWidth.width(of: member.name.safe(limit: 40)))
        }
        return min(column, most)
    }

    private static func rows(of member: InspectedMember, column: Int, _ width: Int) -> [String] {
        let name = member.name.safe(limit: 40)
        let indent = String(repeating: " ", count: column + 4)
        let pad = String(repeating: " ", count: max(0, column - TextWidth.width(of: name)))
        let value = member.shown(limit: 4000).safe(limit: 4000) + (member.timeText.map { "   " + $0 } ?? "")
        var rows = wrap(value, indent: indent, width)
        let head = "  " + name + pad + "  "
        if TextWidth.width(of: head) == indent.count, let first = rows.first {
            rows[0] = head + first.dropFirst(indent.count)
        } else {
            rows = wrap(name, indent: "  ", width) + rows
        }
        if let meaning = member.meaning {
            rows += wrap(meaning + (member.source.map { " \($0)" } ?? ""), indent: indent, width)
        }
        return rows
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
