/// What each attack sends.
extension Assault {
    /// A page that shows this text as it is lets others write into it (CWE-79, CWE-113).
    static func poison(_ mark: String) -> String { "\"'><b>\(mark)</b>\r\nX-\(mark): 1" }

    /// - Parameter mark: letters and digits that stand nowhere else.
    func blows(mark: String) -> [Blow] {
        switch attack {
        case .preconnect:
            return (1...2).map { Blow("idle connection \($0)", [], .hold) }
        case .slowloris:
            return (1...20).map { number in
                Blow("unfinished request \(number)", Array("GET \(path) HTTP/1.1\r\nX-Slow: a".utf8), .hold)
            }
        case .flood:
            return (1...60).map { forged("forged code \($0)", code: "flood-\($0)", mark: mark) }
        case .favicon:
            return ["/favicon.ico", "/", "/robots.txt"].map { ask("GET", $0, ban: .successPage) }
        case .head:
            return [ask("HEAD", whole, ban: .success, marks: answerMarks)]
        case .options:
            let preflight = ["Origin: https://evil.example", "Access-Control-Request-Method: GET"]
            return [ask("OPTIONS", whole, fields: preflight, ban: .successPage, marks: answerMarks)]
        case .post:
            return posts()
        case .longLine:
            return [ask("GET", path + "?code=" + String(repeating: "a", count: 1 << 20), label: "GET of 1 MB")]
        case .manyHeaders:
            let fields = (1...10_000).map { "X-\($0): a" }
            return [ask("GET", path + "?code=a&state=a", fields: fields, label: "GET with 10000 header lines")]
        case .badHost:
            return ["evil.example", "evil.example:\(port)", "127.0.0.1.evil.example:\(port)"].map { host in
                ask("GET", whole, host: host, ban: .success, marks: answerMarks)
            }
        case .absoluteForm:
            return [
                ask(
                    "GET", "http://evil.example:\(port)\(whole)", host: "evil.example:\(port)", ban: .success,
                    marks: answerMarks)
            ]
        case .pipelined:
            let one = forged("", code: "a", mark: mark).octets
            return [Blow("two requests at once", one + one, marks: [mark])]
        case .garbage:
            let octets = (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 0x80) }
            return [Blow("4 KB of no HTTP", octets), Blow("a TLS greeting", [0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3])]
        case .forgedError:
            let query = [FormPair("error", "access_denied"), FormPair("error_description", mark)]
            return [ask("GET", with(query), label: "GET of a forged error", marks: [mark])]
        case .forgedCode:
            return (1...20).map { forged("forged code \($0)", code: "forged-\($0)", mark: mark) }
        case .forgedXSS:
            let poison = Self.poison(mark)
            let query = ["error", "error_description", "state", "iss"].map { FormPair($0, poison) }
            return [ask("GET", with(query), label: "GET of an error with HTML in it", marks: [mark])]
        case .duplicate:
            return [ask("GET", whole, label: "GET of the right answer", marks: answerMarks)]
        case .reset:
            return (1...10).map { number in
                let begun = number.isMultiple(of: 2) ? Array("GET \(path)?code=".utf8) : []
                return Blow("connection \(number) that is reset", begun, .reset)
            }
        }
    }

    private func posts() -> [Blow] {
        let form = target.query ?? ""
        let fields = [
            "Origin: https://evil.example", "Content-Type: application/x-www-form-urlencoded",
            "Content-Length: \(form.utf8.count)",
        ]
        return [
            ask("POST", path, fields: fields, body: form, ban: .success, marks: answerMarks),
            ask("POST", whole, fields: ["Origin: https://evil.example", "Content-Length: 0"], ban: .success),
        ]
    }

    private var port: Int { target.port ?? 80 }
    private var path: String { target.path.isEmpty ? "/" : target.path }
    private var whole: String { path + (target.query.map { "?" + $0 } ?? "") }

    /// The code, which a page has no reason to show either.
    private var answerMarks: [String] {
        [(try? Parameters(target.query ?? ""))?["code"]].compactMap(\.self).filter { $0.count >= 16 }
    }

    private func with(_ query: [FormPair]) -> String {
        path + "?" + FormCoding.encode(query)
    }

    private func forged(_ label: String, code: String, mark: String) -> Blow {
        let query = with([FormPair("code", code), FormPair("state", mark)])
        return ask("GET", query, label: label, marks: [mark])
    }

    private func ask(
        _ method: String, _ asked: String, host: String? = nil, fields: [String] = [], body: String = "",
        label: String? = nil, ban: Blow.Ban = .nothing, marks: [String] = []
    ) -> Blow {
        let host = host ?? target.authority
        let lines = ["\(method) \(asked) HTTP/1.1", "Host: \(host)"] + fields + ["Connection: close"]
        return Blow(
            label ?? "\(method) \(asked.prefix { $0 != "?" }) for the host \(host)",
            Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8), ban: ban, marks: marks)
    }
}
