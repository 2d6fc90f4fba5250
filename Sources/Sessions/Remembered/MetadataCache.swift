internal import Crypto
public import OAuth

/// What providers said of themselves, a file each below `$XDG_CACHE_HOME/pixie`, so that the next login begins at once.
///
/// Nothing secret is in it, and nothing in it is believed: see `RememberedMetadata`. All the same it leads the browser,
/// so a file or folder that somebody else owns, could have changed or has put a link to is refused as in the store.
public struct MetadataCache: Sendable {
    let place: StorePlace
    private let files: FileSystem

    /// How many providers are remembered; with one more all others are forgotten.
    static let most = 64

    /// - Parameters:
    ///   - cacheHome: `XDG_CACHE_HOME`; without it `~/.cache` is taken, and an empty or relative path is not used.
    ///   - home: `HOME`.
    /// - Returns: nil when neither names a folder.
    public init?(cacheHome: String?, home: String?) {
        let named = [cacheHome, home.map { $0 + "/.cache" }].compactMap { $0 }.first { $0.hasPrefix("/") }
        guard let named, named.utf8.count <= 3000 else { return nil }
        self.init(place: StorePlace(path: named + "/pixie"), files: .live)
    }

    init(place: StorePlace, files: FileSystem) {
        self.place = place
        self.files = files
    }

    /// What is remembered of a provider; nil when that is nothing, or nothing that can be read.
    public func read(_ issuer: Issuer) throws(StoreFault) -> RememberedMetadata? {
        guard let folder = try StoreFolder.open(place, files, notice: { _ in })?.folder("metadata", notice: { _ in }),
            let found = try folder.read(
                Self.name(issuer), limit: RememberedMetadata.fileLimit, isBare: true, notice: { _ in })
        else { return nil }
        return RememberedMetadata(found.content, of: issuer)
    }

    /// Puts what a provider says in the place of what it said before; nil removes that.
    public func write(_ remembered: RememberedMetadata?, of issuer: Issuer) throws(StoreFault) {
        let name = Self.name(issuer)
        guard let remembered else {
            try StoreFolder.open(place, files, notice: { _ in })?.folder("metadata", notice: { _ in })?.remove(name)
            return
        }
        let folder = try StoreFolder.make(place, files, notice: { _ in }).makeFolder("metadata", notice: { _ in })
        let names = try folder.names()
        // It is a cache: to begin anew costs a question to each provider.
        if names.count >= Self.most, !names.contains(name) { for other in names { try folder.remove(other) } }
        try folder.write(remembered.octets, to: name)
    }

    /// An issuer becomes no path.
    private static func name(_ issuer: Issuer) -> String {
        HexText.of(Array(SHA256.hash(data: Array(issuer.text.utf8))))
    }
}
