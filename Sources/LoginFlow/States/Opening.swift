import OAuth

/// The listener is being opened: the port is part of the redirect URI, so it comes before the request.
public struct Opening: Sendable, Equatable, KnowsProvider {
    public internal(set) var provider: KnownProvider
    let material: Material

    init(from generating: Generating, material: Material) {
        provider = generating.provider
        self.material = material
    }
}
