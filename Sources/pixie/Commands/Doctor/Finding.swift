import OAuth
import PixieUI

/// One thing that `pixie doctor` looked at: a check, and what to do where it is not as it should be.
struct Finding: Sendable, Equatable {
    let check: Check
    /// Empty when nothing is to be done.
    let advice: String

    /// As it should be.
    static func well(_ id: String, _ expected: String, _ found: String, _ clause: String = "") -> Finding {
        Finding(check: Check(id, .passed, expected: expected, found: ForeignText(found), clause: clause), advice: "")
    }

    /// Not as it should be: pixie, or a login, does not work like that.
    static func wrong(
        _ id: String, _ expected: String, _ found: String, _ advice: String, _ clause: String = ""
    ) -> Finding {
        Finding(
            check: Check(id, .failed, expected: expected, found: ForeignText(found), clause: clause), advice: advice)
    }

    /// Worth knowing, and no fault: pixie goes another way.
    static func note(
        _ id: String, _ expected: String, _ found: String, _ why: String, _ advice: String = "", _ clause: String = ""
    ) -> Finding {
        Finding(
            check: Check(id, .skipped(why), expected: expected, found: ForeignText(found), clause: clause),
            advice: advice)
    }

    var isWrong: Bool { check.verdict == .failed }

    /// The part before the point of the id: what it is about.
    var area: String { String(check.id.prefix { $0 != "." }) }
}

/// How findings are told.
enum FindingText {
    /// A line each, under the names of their areas; what is not well has a line with what was expected and one with what
    /// to do.
    static func lines(_ findings: [Finding]) -> [String] {
        var lines: [String] = []
        var area = ""
        let width = findings.map { $0.check.id.count }.max() ?? 0
        for finding in findings {
            if finding.area != area {
                area = finding.area
                if !lines.isEmpty { lines.append("") }
                lines.append(area)
            }
            let check = finding.check
            let id = check.id + String(repeating: " ", count: width - check.id.count)
            lines.append("  \(word(check.verdict))  \(id)  \(check.found.safe(limit: 400))")
            let indent = String(repeating: " ", count: 10 + width)
            switch check.verdict {
            case .passed: break
            case .failed: lines.append("\(indent)expected: \(check.expected)")
            case .skipped(let why): lines.append("\(indent)\(why)")
            }
            if !finding.advice.isEmpty { lines.append("\(indent)do: \(finding.advice)") }
        }
        return lines + ["", summary(findings)]
    }

    static func summary(_ findings: [Finding]) -> String {
        let wrong = findings.filter(\.isWrong)
        guard !wrong.isEmpty else { return "All is well: \(findings.count) things were looked at." }
        let ids = wrong.map(\.check.id).joined(separator: ", ")
        return "\(wrong.count) of \(findings.count) are wrong: \(ids)."
    }

    static func json(_ findings: [Finding]) -> JSONValue {
        let checks = findings.map { finding -> JSONValue in
            guard let check = finding.check.json.object else { preconditionFailure("Finding: a check is an object") }
            return .object(check + ["advice": .string(finding.advice)])
        }
        return [
            "outcome": findings.contains(where: \.isWrong) ? "failed" : "well",
            "message": .string(summary(findings)), "checks": .array(checks),
        ]
    }

    private static func word(_ verdict: Check.Verdict) -> String {
        switch verdict {
        case .passed: "ok  "
        case .failed: "FAIL"
        case .skipped: "note"
        }
    }
}
