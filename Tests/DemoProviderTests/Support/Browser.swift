import HTTPTypes
import Synchronization
import Testing

@testable import DemoProvider

/// A browser with cookies in front of a ``Desk``.
final class Browser: Sendable {
    private let desk: Desk
    private let jar = Mutex(CookieJar())

    init(_ desk: Desk) { self.desk = desk }

    var cookieHeader: String? { jar.withLock { $0.header } }

    func open(_ target: String) -> Answer {
        var fields: HTTPFields = [:]
        fields[.cookie] = cookieHeader
        return keep(desk.ask(.get, target, fields: fields))
    }

    /// Sends the form of a page with the named button and, where it asks for one, a password.
    func submit(
        _ page: Answer, action: String? = nil, password: String = Desk.password, fields: HTTPFields = [:],
        without left: String? = nil
    ) throws -> Answer {
        let form = try #require(HTMLForms.read(page.text).first)
        let pairs = form.fields.filter { $0.name != left }.map { field in
            switch field.kind {
            case .password: FormPair(field.name, password)
            case .button: FormPair(field.name, action ?? field.value)
            case .text, .hidden: FormPair(field.name, field.value)
            }
        }
        var fields = fields
        fields[.cookie] = cookieHeader
        return keep(desk.post(form.action, pairs, fields: fields))
    }

    /// Opens an authorization request and says yes to everything.
    func goThrough(_ request: String) throws -> Answer {
        var answer = open(request)
        for _ in 0..<3 where answer.status == .ok {
            answer = try submit(answer)
        }
        return answer
    }

    private func keep(_ answer: Answer) -> Answer {
        jar.withLock { $0.take(answer.fields[values: .setCookie]) }
        return answer
    }
}

extension Answer {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The Location field, split.
    var location: (base: String, query: [String: String]) {
        let halves = (fields[.location] ?? "").split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let pairs = (try? FormCoding.decode(halves.count == 2 ? halves[1] : "")) ?? []
        return (String(halves.first ?? ""), Dictionary(pairs.map { ($0.name, $0.value) }) { $0 + "," + $1 })
    }
}
