import OAuth

extension ProfileBook {
    /// The text with that profile: changed where it is there already, else at the end of the profiles.
    ///
    /// Only the lines of fields that differ are written again. What results is read back and compared before it is
    /// returned, so an edit can never harm another profile.
    public func putting(_ profile: Profile) throws(ProfileEditFault) -> ProfileBook {
        try requireUnderstood()
        var wanted = profiles
        if let index = wanted.firstIndex(where: { $0.name == profile.name }) {
            wanted[index] = profile
        } else {
            wanted.append(profile)
        }
        if let entry = outline.profiles?.entries.last(where: { $0.name == profile.name.text }) {
            return try confirm(try changing(entry, to: profile), profiles: wanted, near: entry.key.line)
        }
        return try confirm(try adding(profile), profiles: wanted, near: outline.profiles?.key.line ?? 1)
    }

    /// The text without that profile. Comments above it stay: they may belong to something else.
    public func removing(_ name: ProfileName) throws(ProfileEditFault) -> ProfileBook {
        try requireUnderstood()
        guard let branch = outline.profiles, let entry = branch.entries.last(where: { $0.name == name.text }) else {
            throw .noSuchProfile(name)
        }
        guard !branch.isInline else { throw .inline(line: branch.key.line) }
        var lines = TextLines(text)
        lines.remove(lines.block(at: entry.key))
        if standard == name, let leaf = outline.standard {
            // Line numbers above the removed block stay, those below it do not.
            let leaf = leaf.key.line < entry.key.line ? leaf : ProfileBook(lines.text).outline.standard
            if let leaf { lines.remove(lines.block(at: leaf.key)) }
        }
        let wanted = profiles.filter { $0.name != name }
        return try confirm(lines, profiles: wanted, near: entry.key.line)
    }

    /// The text with that profile as the one that is meant where none is named.
    public func choosing(_ name: ProfileName) throws(ProfileEditFault) -> ProfileBook {
        try requireUnderstood()
        guard profile(name) != nil else { throw .noSuchProfile(name) }
        var lines = TextLines(text)
        if let leaf = outline.standard {
            let own = lines.block(at: leaf.key)
            let comment = lines.comment(ofLine: leaf.key.line - 1, after: leaf.key.column)
            lines.remove(own)
            lines.insert(["default: \(Scribe.scalar(name.text))\(comment)"], at: own.lowerBound)
        } else {
            let line = outline.profiles.map { $0.key.line - 1 } ?? 0
            lines.insert(["default: \(Scribe.scalar(name.text))"], at: line)
        }
        let book = try confirm(lines, profiles: profiles, near: outline.standard?.key.line ?? 1)
        guard book.standard == name else { throw .unsure(line: outline.standard?.key.line ?? 1) }
        return book
    }

    private func requireUnderstood() throws(ProfileEditFault) {
        if outline.isBroken { throw .broken(mistakes.first) }
    }

    private func confirm(
        _ lines: TextLines, profiles wanted: [Profile], near line: Int
    ) throws(ProfileEditFault) -> ProfileBook {
        let book = ProfileBook(lines.text)
        let names = { (profiles: [Profile]) in profiles.sorted { $0.name < $1.name } }
        guard !book.outline.isBroken, names(book.profiles) == names(wanted) else { throw .unsure(line: line) }
        return book
    }

    private func adding(_ profile: Profile) throws(ProfileEditFault) -> TextLines {
        var lines = TextLines(text)
        guard let branch = outline.profiles else {
            lines.insert(["profiles:"] + Self.written(profile, indent: 2), at: lines.lines.count)
            return lines
        }
        if branch.isEmpty {
            let own = lines.block(at: branch.key)
            let comment = lines.comment(ofLine: branch.key.line - 1, after: branch.key.column)
            lines.remove(own)
            lines.insert(["profiles:" + comment] + Self.written(profile, indent: 2), at: own.lowerBound)
            return lines
        }
        guard !branch.isInline, let last = branch.entries.last else { throw .inline(line: branch.key.line) }
        let indent = last.key.column - 1
        lines.insert(Self.written(profile, indent: indent), at: lines.block(at: last.key).upperBound)
        return lines
    }

    private func changing(_ entry: Outline.Entry, to profile: Profile) throws(ProfileEditFault) -> TextLines {
        var lines = TextLines(text)
        let old = self.profile(profile.name)
        if entry.isInline {
            guard outline.profiles?.isInline == false, entry.fields.isEmpty else { throw .inline(line: entry.key.line) }
            let own = lines.block(at: entry.key)
            lines.remove(own)
            lines.insert(Self.written(profile, indent: entry.key.column - 1), at: own.lowerBound)
            return lines
        }
        let indent = (entry.fields.first?.key.column ?? entry.key.column + 2) - 1
        let margin = String(repeating: " ", count: indent)
        // From the end to the front, so that line numbers stay good.
        let missing = ProfileField.allCases.filter { field in !entry.fields.contains { $0.name == field.rawValue } }
        let new = missing.compactMap { field in
            field.written(profile).flatMap { text in
                // The usual scopes need not be written out.
                field == .scopes && profile.scopes == Profile.usualScopes ? nil : "\(margin)\(field.rawValue): \(text)"
            }
        }
        lines.insert(new, at: lines.block(at: entry.key).upperBound)
        for leaf in entry.fields.sorted(by: { $0.key.line > $1.key.line }) {
            guard let field = ProfileField(rawValue: leaf.name) else { continue }
            let text = field.written(profile)
            if let old, field.written(old) == text { continue }
            let own = lines.block(at: leaf.key)
            let comment = lines.comment(ofLine: leaf.key.line - 1, after: leaf.key.column)
            lines.remove(own)
            if let text { lines.insert(["\(margin)\(field.rawValue): \(text)\(comment)"], at: own.lowerBound) }
        }
        return lines
    }

    /// A profile on lines of its own.
    private static func written(_ profile: Profile, indent: Int) -> [String] {
        let margin = String(repeating: " ", count: indent)
        let fields = ProfileField.allCases.compactMap { field in
            field.written(profile).map { "\(margin)  \(field.rawValue): \($0)" }
        }
        return ["\(margin)\(profile.name):"] + fields
    }
}
