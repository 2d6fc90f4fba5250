import Foundation

@testable import OAuth

/// Vectors.txt: texts that jwcrypto encrypted, and the keys.
struct JWEVectors {
    struct Text: Sendable {
        let key: String
        let agreement: String
        let content: String
        let token: Secret
    }

    /// What is inside of each.
    static let plain = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln"
    static let all = JWEVectors()

    private(set) var keys: [String: ClientKey] = [:]
    private(set) var texts: [Text] = []
    private(set) var others: [Text] = []

    private init() {
        let place = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Vectors.txt")
        let lines = (try? String(contentsOf: place, encoding: .utf8))?.split(separator: "\n") ?? []
        for line in lines where !line.hasPrefix("#") {
            let words = line.split(separator: " ", maxSplits: line.hasPrefix("key") ? 2 : 4).map(String.init)
            switch words[0] {
            case "key": keys[words[1]] = try? KeyFile.read(Array(words[2].utf8)).keys[0]
            case "text":
                texts.append(Text(key: words[1], agreement: words[2], content: words[3], token: Secret(words[4])))
            case _:
                others.append(Text(key: words[1], agreement: words[2], content: words[3], token: Secret(words[4])))
            }
        }
    }

    func key(_ name: String) -> ClientKey {
        guard let key = keys[name] else { preconditionFailure("Vectors.txt: no key \(name)") }
        return key
    }

    func text(_ agreement: String, _ content: String, key: String = "P-256") -> Text {
        guard let text = texts.first(where: { $0.agreement == agreement && $0.content == content && $0.key == key })
        else { preconditionFailure("Vectors.txt: no text \(agreement) \(content)") }
        return text
    }
}
