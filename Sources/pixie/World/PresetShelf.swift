import Assets
import Glibc
import OAuth
import Presets

/// The presets of the binary, and those in the person's folder, read when they are needed.
enum PresetShelf {
    /// Files of the folder that are read at most.
    private static let fileLimit = 100

    /// - Parameter tells: Whether a file that cannot be read is told; not while a command line is completed.
    static func open(tells: Bool = true) -> PresetBook {
        // The tests prove those of the binary, so that no start has to.
        PresetBook(ProviderText.all.map { PresetFile(name: $0.name, bytes: $0.bytes, isProven: true) } + own(tells))
    }

    /// `providers` beside the file of profiles; each `.json` in it is a preset.
    private static func own(_ tells: Bool) -> [PresetFile] {
        guard let folder = folder(), let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream), names.count < 10_000 {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name.hasSuffix(".json"), !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted().prefix(fileLimit).compactMap { name in
            let shown = ForeignText("\(folder)/\(name)").safe(limit: 200)
            do throws(FileFault) {
                return PresetFile(
                    name: shown, bytes: try SmallFile.read("\(folder)/\(name)", limit: PresetFile.sizeLimit))
            } catch {
                if tells { Streams.err("pixie: \(error.message)") }
                return nil
            }
        }
    }

    private static func folder() -> String? {
        if let config = Variables["XDG_CONFIG_HOME"], config.hasPrefix("/") { return config + "/pixie/providers" }
        if let home = Variables["HOME"], home.hasPrefix("/") { return home + "/.config/pixie/providers" }
        return nil
    }
}

extension PresetBook {
    /// Says what is wrong in the files, a line each.
    func tellMistakes() {
        for mistake in mistakes { Streams.err("pixie: \(mistake.message)") }
    }
}
