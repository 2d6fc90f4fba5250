/// The rules for a verifier and its challenge as checks, for somebody's own pair.
public enum PKCEEvidence {
    private static let alphabet = "A-Z a-z 0-9 - . _ ~"

    /// Length and characters (RFC 7636 section 4.1), and whether the text is one that everybody knows.
    public static func checks(ofVerifier text: String) -> [Check] {
        let count = text.unicodeScalars.count
        let strange = text.unicodeScalars.enumerated().first { _, scalar in
            !(scalar.isASCII && PercentCoding.isUnreserved(UInt8(truncatingIfNeeded: scalar.value)))
        }
        return [
            Check(
                "pkce.length", holds: CodeVerifier.lengths.contains(count), expected: "43 to 128 characters",
                found: ForeignText(count == 1 ? "1 character" : "\(count) characters"), clause: "RFC 7636 4.1"),
            Check(
                "pkce.characters", holds: strange == nil, expected: "only " + alphabet,
                found: ForeignText(strange.map { "\"\($1)\" at position \($0 + 1)" } ?? "only these"),
                clause: "RFC 7636 4.1"),
            randomness(text),
        ]
    }

    /// The form of an S256 challenge and whether it belongs to the verifier (RFC 7636 section 4.2).
    ///
    /// - Parameters:
    ///   - wanted: The challenge of the verifier.
    ///   - fits: Whether they are the same.
    public static func checks(ofChallenge text: String, wanted: String, fits: Bool) -> [Check] {
        let isForm = text.utf8.count == 43 && Base64URL.decode(text)?.count == 32
        return [
            Check(
                "pkce.challenge_form", holds: isForm, expected: "43 characters of base64url",
                found: ForeignText(isForm ? "43 characters" : "\(text.utf8.count) characters"),
                clause: "RFC 7636 4.2"),
            Check(
                "pkce.challenge", holds: fits, expected: wanted, found: ForeignText(text), clause: "RFC 7636 4.2"),
        ]
    }

    /// Randomness cannot be seen in a text; what can be seen is that it is missing.
    private static func randomness(_ text: String) -> Check {
        let variety = Set(text.unicodeScalars).count
        let found: String
        if published.contains(text) {
            found = "published as an example, so everybody knows it"
        } else if variety < fewest {
            found = "\(variety) different characters"
        } else {
            return Check(
                "pkce.randomness", .skipped("\(variety) different characters; randomness cannot be seen in a text"),
                expected: "at least 256 random bits", found: ForeignText(""), clause: "RFC 7636 7.1")
        }
        return Check(
            "pkce.randomness", .failed, expected: "at least 256 random bits, new for every login",
            found: ForeignText(found), clause: "RFC 7636 7.1")
    }

    /// 43 random hexadecimal digits have fewer than this many different ones in one of a million cases.
    private static let fewest = 8

    /// Verifiers of specifications and guides: RFC 7636 appendix B, the guide of the Banno Consumer API.
    private static let published: Set<String> = [
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        "e517c32aee2356891326604e79ad7d358154e124c157d762cbc8896fb13bfbc5d93a335cc27df714a9280e8249cbc3507143b3b7829d3f"
            + "e9f62b9fce",
    ]
}
