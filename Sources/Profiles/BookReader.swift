import OAuth

/// Goes through the file once and collects what is in it.
struct BookReader {
    var profiles: [Profile] = []
    var standard: ProfileName?
    var mistakes: [ProfileMistake] = []
    var outline = Outline()

    private enum Key: String, CaseIterable {
        case profiles
        case standard = "default"
    }

    mutating func read(_ text: String) {
        if let mistake = TextGuard.mistake(in: text) { return give(up: mistake) }
        let root: YAMLNode?
        do throws(YAMLFault) {
            root = try YAMLReader.read(text)
        } catch {
            return give(up: ProfileMistake(error, in: text))
        }
        guard let root, !root.isNothing else { return }
        guard case .mapping(let members, _) = root.content else {
            return give(
                up: ProfileMistake(root.place, "The file must begin with profiles: and a name on the next line."))
        }
        for (key, value) in members { readMember(key, value) }
        if let standard, !profiles.contains(where: { $0.name == standard }), let place = outline.standard?.value {
            mistakes.append(
                ProfileMistake(place, "default names \(standard), but there is no such profile that can be used."))
        }
    }

    private mutating func give(up mistake: ProfileMistake) {
        mistakes.append(mistake)
        outline.isBroken = true
    }

    private mutating func readMember(_ key: YAMLNode, _ value: YAMLNode) {
        switch key.string.flatMap(Key.init(rawValue:)) {
        case .profiles?:
            readProfiles(key, value)
        case .standard?:
            outline.standard = Outline.Leaf(name: "default", key: key.place, value: value.place)
            do throws(ProfileNameFault) {
                standard = try ProfileName(value.string ?? "")
            } catch {
                mistakes.append(ProfileMistake(value.place, "default: \(error.message)"))
            }
        case nil:
            mistakes.append(.unknown(key, known: Key.allCases.map(\.rawValue)))
        }
    }

    private mutating func readProfiles(_ key: YAMLNode, _ value: YAMLNode) {
        guard case .mapping(let entries, let isInline) = value.content else {
            outline.profiles = Outline.Branch(key: key.place, isInline: !value.isNothing, isEmpty: value.isNothing)
            if !value.isNothing {
                mistakes.append(
                    ProfileMistake(
                        value.place, "Below profiles: there must be names, each with its own lines below it."))
            }
            return
        }
        outline.profiles = Outline.Branch(key: key.place, isInline: isInline, isEmpty: entries.isEmpty)
        for (name, fields) in entries { readEntry(name, fields) }
    }

    private mutating func readEntry(_ key: YAMLNode, _ value: YAMLNode) {
        let spelled = ForeignText(key.string ?? "")
        var entry = Outline.Entry(name: key.string ?? "", key: key.place, isInline: value.isInline)
        defer { outline.profiles?.entries.append(entry) }
        let name: ProfileName
        do throws(ProfileNameFault) {
            name = try ProfileName(key.string ?? "")
        } catch {
            mistakes.append(ProfileMistake(key.place, error.message, spoils: spelled))
            return
        }
        guard case .mapping(let members, _) = value.content else {
            mistakes.append(
                ProfileMistake(value.place, "\(name) needs at least issuer and client_id below it.", spoils: spelled))
            return
        }
        var fields = FieldReader(name: name, place: key.place)
        for (key, value) in members {
            entry.fields.append(Outline.Leaf(name: key.string ?? "", key: key.place, value: value.place))
            fields.read(key, value)
        }
        if let profile = fields.profile() { profiles.append(profile) }
        mistakes += fields.mistakes
    }
}

extension ProfileMistake {
    /// A key that is kept and not used.
    static func unknown(_ key: YAMLNode, known: [String]) -> Self {
        let spelled = key.string ?? ""
        let near = known.map { (word: $0, distance: Spelling.distance(spelled, $0, bound: 2)) }
            .filter { $0.distance <= 2 }.min { $0.distance < $1.distance }
        let hint = near.map { " Is it \($0.word)?" } ?? ""
        return Self(
            key.place, "The key \(ForeignText(spelled).safe(limit: 40)) is not known; it is kept and not used.\(hint)")
    }

    /// What the YAML parser says.
    init(
        _ fault: YAMLFault, in text: String,
        advice: String = "Mend it in an editor; until then no profile can be read."
    ) {
        switch fault {
        case .syntax(let problem, let place):
            self.init(place, "This is not YAML: \(problem.safe(limit: 120)). \(advice)")
        case .octets(let problem, let offset):
            self.init(Place(octet: offset, in: text), "This is not text: \(problem.safe(limit: 120)). \(advice)")
        case .repeatedKeys(let names, let place):
            let names = names.prefix(3).map { ForeignText($0).safe(limit: 40) }.joined(separator: ", ")
            self.init(place, "\(names) is there twice. Keep one of them. \(advice)")
        case .noMemory:
            self.init(Place(), "There is no memory to read the file. \(advice)")
        }
    }
}

extension Place {
    /// The place of an octet.
    init(octet: Int, in text: String) {
        let before = text.utf8.prefix(max(0, octet))
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        column = 1 + before.reversed().prefix { $0 != UInt8(ascii: "\n") }.count
    }
}
