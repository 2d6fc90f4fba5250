import OAuth
import Testing

/// A challenge that does not fit is explained by the mistakes that lead to exactly its octets. The vectors were made
/// with Python's hashlib and base64.
@Suite struct ChallengeDiagnosisTests {
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let right = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    private static let hexOfHelloWorld = "936a185caaa266bb9cbe981e9e05cb78cd732b0b3280eb944412bb6f8f8f07af"
    private static let hexVerifier =
        "e517c32aee2356891326604e79ad7d358154e124c157d762cbc8896fb13bfbc5"
        + "d93a335cc27df714a9280e8249cbc3507143b3b7829d3fe9f62b9fce"

    private static func names(_ diagnosis: ChallengeDiagnosis) -> String {
        switch diagnosis {
        case .matches: "matches"
        case .different: "different"
        case .explained(let mistakes): mistakes.map(\.rawValue).joined(separator: ",")
        }
    }

    static let table: [(String, String)] = [
        (
            "padded",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM="
        ),
        (
            "standard_alphabet",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM="
        ),
        (
            "standard_alphabet",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM"
        ),
        (
            "standard_alphabet",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw cM"
        ),
        (
            "signs_removed",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstwcM"
        ),
        (
            "hex_digest",
            "13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3"
        ),
        (
            "hex_digest",
            "13D31E961A1AD8EC2F16B10C4C982E0876A878AD6DF144566EE1894ACB70F9C3"
        ),
        (
            "encoded_hex_digest",
            "MTNkMzFlOTYxYTFhZDhlYzJmMTZiMTBjNGM5ODJlMDg3NmE4NzhhZDZkZjE0NDU2NmVlMTg5NGFjYjcwZjljMw"
        ),
        (
            "encoded_hex_digest",
            "MTNkMzFlOTYxYTFhZDhlYzJmMTZiMTBjNGM5ODJlMDg3NmE4NzhhZDZkZjE0NDU2NmVlMTg5NGFjYjcwZjljMw=="
        ),
        (
            "encoded_hex_digest",
            "MTNkMzFlOTYxYTFhZDhlYzJmMTZiMTBjNGM5ODJlMDg3NmE4NzhhZDZkZjE0NDU2NmVlMTg5NGFjYjcwZjljMyAg"
                + "LQo="
        ),
        (
            "encoded_hex_digest",
            "MTNkMzFlOTYxYTFhZDhlYzJmMTZiMTBjNGM5ODJlMDg3NmE4NzhhZDZkZjE0NDU2NmVlMTg5NGFjYjcwZjljMwo="
        ),
        (
            "digest_as_text",
            "E8OTHsKWGhrDmMOsLxbCsQxMwpguCHbCqHjCrW3DsURWbsOhwolKw4tww7nDgw"
        ),
        (
            "digest_as_text",
            "E--_vR7vv70aGu-_ve-_vS8W77-9DEzvv70uCHbvv71477-9be-_vURWbu-_vUrvv71w77-977-9"
        ),
        (
            "digest_as_text",
            "MTksMjExLDMwLDE1MCwyNiwyNiwyMTYsMjM2LDQ3LDIyLDE3NywxMiw3NiwxNTIsNDYsOCwxMTgsMTY4LDEyMCwx"
                + "NzMsMTA5LDI0MSw2OCw4NiwxMTAsMjI1LDEzNyw3NCwyMDMsMTEyLDI0OSwxOTU="
        ),
        (
            "encoded_twice",
            "RTlNZWxob2EyT3d2RnJFTVRKZ3VDSGFvZUsxdDhVUldidUdKU3N0dy1jTQ"
        ),
        (
            "encoded_twice",
            "RTlNZWxob2EyT3d2RnJFTVRKZ3VDSGFvZUsxdDhVUldidUdKU3N0dytjTT0="
        ),
        (
            "hashed_twice",
            "0u5OXbHdmNIN2mjpmROOlQXxYfl-m6z-bPWm1p2kDiw"
        ),
        (
            "hashed_twice",
            "t-CGV46yUS0g78td-AvKeq5wTYmUDwETp-KoXXwZ70s"
        ),
        (
            "hashed_twice",
            "DSmbHrVIcI0EU05-BQxCe1bt-hXRNjejSEvdYbq_g4Q"
        ),
        (
            "other_hash",
            "wOsdxQV7S8WbaDyF800vBUXoXkY"
        ),
        (
            "other_hash",
            "dOhpZjVfcnq21nxfAAm4bQ"
        ),
        (
            "other_hash",
            "_AcvwkdB1iwKISUGRJyLsjLzbF0d2GxrZBmiQwKVS9BVGWo_CyJzag7BwuAV9EFt"
        ),
        (
            "other_hash",
            "gF6OL6GcjNWj0_70FLf0hrPaehhw-bZdlX_UytXqksUpQdbsb34wySChXvpivpSVbgF5a7PLad6hekkGrqW2Nw"
        ),
        (
            "trailing_newline",
            "AzV44Od887h21WZgjhInEFjKMEPzzLOPAksJ5Pf1eoc"
        ),
        (
            "carriage_return",
            "dhvkm4VHztby4hYh5zepavd89I73s--yZhea_1kfLSE"
        ),
        (
            "blank",
            "qSFDForZUDyrWG9NVI8gTbAuRpc31zPSaPTooOphn2w"
        ),
        (
            "nul",
            "0cQObSjH7IMfj4OTiamRAZ_qpjTZhvdwjiAmcLVo9IY"
        ),
        (
            "quoted",
            "zqmGBmlEBPjxQZZu_xNG6WoEt3gyUAC0l1SYJtCJhNQ"
        ),
        (
            "verifier_case",
            "RTpvYga54voPVGcof7vhdpiw2pAxXdncTWEdWTXtdo8"
        ),
        (
            "verifier_case",
            "O32pqhdm_CA8PTTIHwpOVJ5lojGMTOhbYSGayYJQfAI"
        ),
        (
            "utf16",
            "KSf-8RhBUYjbDy6BDpUAjVnY6konuMb0z0zSe70Qc20"
        ),
        (
            "utf16",
            "BM1BMUPcN7hTB3WIo47Wg2uYYq0g2loqL746gDdCwlY"
        ),
        (
            "utf16",
            "BP-9QCAVVz-wElDYNo57OsE_nDAC-0vogBrzPdTgoSM"
        ),
        (
            "byte_order_mark",
            "CwDUt6g8jTvK9qdpGAyu59iHK9eoKw6St-SZ1dUeSLo"
        ),
        (
            "verifier_decoded",
            "38v3YOi6zQgk1xkqk6Y5dvSDoBHqZrTh3mmWHxxWvyk"
        ),
        (
            "verifier_not_cleaned",
            "DpFIkiBy-NEfbuwfjyZGrbJY8gM_eBP1bz3St0iue90"
        ),
        (
            "verifier_not_cleaned",
            "20xwJMOrFO1xeQ7yiiV7MYQenAHee4IKa0W722ftl88"
        ),
        (
            "padded,percent_encoded",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM%3D"
        ),
        (
            "surrounded",
            "\"E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\""
        ),
        (
            "surrounded",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM\n"
        ),
        (
            "challenge_case",
            "e9melhoa2owvfremtjguchaoek1t8urwbugjsstw-cm"
        ),
        (
            "cut",
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c"
        ),
        (
            "cut",
            "E9Melhoa2OwvFrEMTJgu"
        ),
        (
            "plain",
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        ),
        (
            "trailing_newline,hex_digest",
            "033578e0e77cf3b876d566608e12271058ca3043f3ccb38f024b09e4f7f57a87"
        ),
        (
            "trailing_newline,encoded_hex_digest",
            "MDMzNTc4ZTBlNzdjZjNiODc2ZDU2NjYwOGUxMjI3MTA1OGNhMzA0M2YzY2NiMzhmMDI0YjA5ZTRmN2Y1N2E4NyAg"
                + "LQo="
        ),
        (
            "utf16,hex_digest",
            "2927FEF118415188DB0F2E810E95008D59D8EA4A27B8C6F4CF4CD27BBD10736D"
        ),
        (
            "trailing_newline,padded",
            "AzV44Od887h21WZgjhInEFjKMEPzzLOPAksJ5Pf1eoc="
        ),
        (
            "verifier_decoded,padded",
            "38v3YOi6zQgk1xkqk6Y5dvSDoBHqZrTh3mmWHxxWvyk="
        ),
    ]

    @Test(arguments: table)
    func explainsAMismatch(mistakes: String, challenge: String) {
        #expect(Self.names(ChallengeDiagnosis(challenge: challenge, of: Self.verifier)) == mistakes)
    }

    @Test(arguments: [
        (String(repeating: "~", count: 50), "zItVx4_kp8_Np3cje9ra-1AUI0hiOqMT4ooYondEPrE", "verifier_encoded"),
        (hexVerifier, "_Q_tGJ52SwobrA72z5v3w_WQjD9Quo6WgHwYOydJ8GI", "verifier_decoded"),
        (hexVerifier, "JNs0C9-inYsuxAjymZ_ypc6Bq45FQ_-tNknydrqXdyY", "verifier_cut"),
        (hexVerifier, "YLRC6srYbA0Z48kA4wJpNH4mFyc6KpiJFjbeq3ZTqa0", "verifier_cut"),
        // Only the challenge was made of the cleaned text.
        ("dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk=", right, "verifier_cleaned"),
        (verifier + "\n", right, "verifier_cleaned"),
        (right, verifier, "swapped"),
        // Teaching material hashes texts that are no verifiers.
        ("helloworld", "k2oYXKqiZrucvpgengXLeM1zKwsygOuURBK7b4-PB68", "matches"),
        ("helloworld", "k2oYXKqiZrucvpgengXLeM1zKwsygOuURBK7b4-PB68=", "padded"),
        ("helloworld", "k2oYXKqiZrucvpgengXLeM1zKwsygOuURBK7b4+PB68=", "standard_alphabet"),
        ("helloworld", hexOfHelloWorld, "hex_digest"), ("helloworld", "helloworld", "plain"),
        ("helloworld", Base64URL.encode(hexOfHelloWorld.utf8) + "==", "encoded_hex_digest"),
        (verifier, right, "matches"), ("", "", "plain"), (verifier, "", "different"), (verifier, "x", "different"),
        (verifier, "k2oYXKqiZrucvpgengXLeM1zKwsygOuURBK7b4-PB68", "different"),
        // U+212A KELVIN SIGN is a K to whoever normalises.
        (verifier, right.replacing("K", with: "\u{212a}"), "different"),
    ])
    func explainsOtherPairs(verifier: String, challenge: String, mistakes: String) {
        #expect(Self.names(ChallengeDiagnosis(challenge: challenge, of: verifier)) == mistakes)
    }

    @Test func everyMistakeIsTriedAndExplained() {
        let tried = Set(Self.table.flatMap { $0.0.split(separator: ",").map(String.init) })
        let others: Set<String> = ["verifier_encoded", "verifier_cut", "verifier_cleaned", "swapped"]
        #expect(tried.union(others) == Set(ChallengeMistake.allCases.map(\.rawValue)))
        #expect(Set(ChallengeMistake.allCases.map(\.message)).count == ChallengeMistake.allCases.count)
    }

    /// The document that hashes to hexadecimal first: its length alone gives it away.
    @Test func theHexVariantIsLonger() {
        let wrong = Base64URL.encode(Self.hexOfHelloWorld.utf8)
        #expect(wrong.count == 86)
        #expect(wrong.hasPrefix("OTM2YTE4NWNh"))
        #expect(wrong.hasSuffix("MDdhZg"))
    }

    /// What is far too long is compared, and no mistake is tried on it.
    @Test func boundsItsWork() {
        let long = String(repeating: "a", count: 1 << 16)
        #expect(ChallengeDiagnosis(challenge: PKCE.challenge(of: long), of: long) == .matches)
        #expect(ChallengeDiagnosis(challenge: PKCE.challenge(of: long + "\n"), of: long) == .different)
        #expect(ChallengeDiagnosis(challenge: long, of: Self.verifier) == .different)
    }
}

/// The rules for a pair of somebody's own, with evidence.
@Suite struct PKCEEvidenceTests {
    @Test(arguments: [
        ("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", ["passed", "passed", "failed"]),
        ("fBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", ["passed", "passed", "skipped"]),
        ("helloworld", ["failed", "passed", "failed"]),
        ("", ["failed", "passed", "failed"]),
        (String(repeating: "a", count: 43), ["passed", "passed", "failed"]),
        (String(repeating: "ab+/cdefghij", count: 4), ["passed", "failed", "skipped"]),
        (String(repeating: "é", count: 129), ["failed", "failed", "failed"]),
    ])
    func judgesAVerifier(text: String, verdicts: [String]) {
        let checks = PKCEEvidence.checks(ofVerifier: text)
        #expect(checks.map(\.id) == ["pkce.length", "pkce.characters", "pkce.randomness"])
        #expect(checks.map { Self.word($0.verdict) } == verdicts)
    }

    @Test func judgesAChallenge() {
        let right = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        for (text, isForm) in [(right, true), (right + "=", false), ("", false), ("+" + right.dropFirst(), false)] {
            let checks = PKCEEvidence.checks(ofChallenge: text, wanted: right, fits: text == right)
            #expect(checks.map { $0.verdict == .passed } == [isForm, text == right])
        }
    }

    private static func word(_ verdict: Check.Verdict) -> String {
        switch verdict {
        case .passed: "passed"
        case .failed: "failed"
        case .skipped: "skipped"
        }
    }
}
