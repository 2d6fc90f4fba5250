import OAuth
import PixieUI
import Presets

/// How `pixie login --list-providers` shows the presets.
enum ProviderList {
    static func lines(_ book: PresetBook) -> [String] {
        let width = book.presets.map(\.id.count).max() ?? 0
        return book.presets.map { preset in
            preset.id + String(repeating: " ", count: width - preset.id.count) + "  \(preset.name): \(preset.about)"
                + (preset.ends.map { " Ends on \($0)." } ?? "")
        } + ["What one needs: pixie login --list-providers --provider ID"]
    }

    static func lines(_ preset: Preset) -> [String] {
        var lines = ["\(preset.name): \(preset.about)"]
        if let ends = preset.ends { lines.append("It ends on \(ends).") }
        lines += preset.notes
        for value in preset.needed() {
            let standard = value.standard.map { " Without it: \($0)." } ?? ""
            lines.append("--set \(value.name)=\(value.example)")
            lines.append("    \(value.help)\(standard)")
        }
        let fields = [
            ("--client-id ID", preset.help.clientID), ("--client-secret-file FILE", preset.help.clientSecret),
            ("--client-key-file FILE", preset.help.clientKey), ("--client-key-id KID", preset.help.clientKeyID),
            ("--decryption-key-file FILE", preset.help.decryptionKey),
            ("--scope SCOPES", preset.help.scopes), ("--redirect-uri URI", preset.help.redirect),
        ]
        for (option, help) in fields {
            guard let help else { continue }
            lines += [option, "    " + help]
        }
        return lines
    }

    static func json(_ book: PresetBook) -> JSONValue {
        let presets = book.presets.map { preset -> JSONValue in
            [
                "id": .string(preset.id), "name": .string(preset.name), "about": .string(preset.about),
                "ends": .orNull(preset.ends), "values": .array(preset.needed().map(json)),
            ]
        }
        let mistakes = book.mistakes.map { mistake -> JSONValue in
            [
                "file": .string(mistake.file), "line": .integer(mistake.line), "member": .string(mistake.member),
                "message": .string(mistake.sentence),
            ]
        }
        return ["providers": .array(presets), "mistakes": .array(mistakes)]
    }

    private static func json(_ value: PresetValue) -> JSONValue {
        [
            "name": .string(value.name), "help": .string(value.help), "example": .string(value.example),
            "default": .orNull(value.standard),
        ]
    }
}
