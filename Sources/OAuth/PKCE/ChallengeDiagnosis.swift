/// What a given challenge is, compared with the one that belongs to a text: for checking somebody's own code.
///
/// A mismatch is explained only when a known mistake, or two of them together, lead to exactly the octets that were
/// given: nothing is guessed from resemblance.
public enum ChallengeDiagnosis: Sendable, Hashable {
    case matches
    /// The mistakes that explain it exactly, the one made first first; never empty.
    case explained([ChallengeMistake])
    case different

    /// Longer texts are compared with their challenge, and no mistakes are tried; octets.
    static let longest = 4096

    public init(challenge: String, of text: String) {
        let right = PKCE.challenge(of: text)
        // The text is a verifier: its octets are compared in constant time, and without Unicode normalisation.
        let given = Secret(challenge)
        if given == Secret(right) {
            self = .matches
        } else if given == Secret(text) {
            self = .explained([.plain])
        } else if text.utf8.count <= Self.longest, challenge.utf8.count <= Self.longest,
            let mistakes = Self.mistakes(in: challenge, of: text, right: right)
        {
            self = .explained(mistakes)
        } else {
            self = .different
        }
    }

    /// What happened and what to do next.
    public var message: String {
        switch self {
        case .matches: "The challenge belongs to this verifier (S256)."
        case .explained(let mistakes): mistakes.map(\.message).joined(separator: " And: ")
        case .different: "The challenge does not belong to this verifier."
        }
    }

    /// The fewest mistakes that lead to what was given.
    private static func mistakes(in challenge: String, of text: String, right: String) -> [ChallengeMistake]? {
        if PKCE.challenge(of: challenge) == text { return [.swapped] }
        var best: [ChallengeMistake]?
        func take(_ mistakes: [ChallengeMistake]) {
            guard !mistakes.isEmpty, mistakes.count < best?.count ?? 3 else { return }
            best = mistakes
        }
        let readings = GivenChallenge.readings(of: challenge)
        for digest in HashedText.digests(of: text) {
            for written in WrittenDigest.forms(of: digest.octets) {
                for reading in readings where reading.text.utf8.elementsEqual(written.text.utf8) {
                    take(digest.mistakes + written.mistakes + reading.mistakes)
                }
            }
        }
        if best != nil { return best }
        // Some letters beyond ASCII become ASCII when they are made small.
        let isASCII = challenge.utf8.allSatisfy { $0 < 0x80 }
        if isASCII, challenge.lowercased() == right.lowercased() { return [.challengeCase] }
        return isASCII && challenge.utf8.count >= 8 && right.hasPrefix(challenge) ? [.cut] : nil
    }
}

/// What may have become of a challenge on its way here.
private enum GivenChallenge {
    static func readings(of challenge: String) -> [(text: String, mistakes: [ChallengeMistake])] {
        var readings: [(text: String, mistakes: [ChallengeMistake])] = [(challenge, [])]
        let signs: Set<Character> = [" ", "\t", "\n", "\r", "\r\n", "\"", "'"]
        let bare = String(challenge.drop { signs.contains($0) }.reversed().drop { signs.contains($0) }.reversed())
        if bare != challenge { readings.append((bare, [.surrounded])) }
        if let decoded = try? PercentCoding.decode(bare), decoded != bare {
            readings.append((decoded, [.percentEncoded]))
        }
        // In an address + means a blank, so this is what arrives of the standard alphabet.
        let spaced = challenge.replacing(" ", with: "+")
        if spaced != challenge { readings.append((spaced, [])) }
        return readings
    }
}
