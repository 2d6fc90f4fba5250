/// What a deed knows when it is done.
struct Scene: Sendable {
    let provider: Provider
    let question: Question
    let place: Place
    /// How often this place was asked, this time included.
    let visit: Int
    /// The origin of the second server, which belongs to nobody that a client should talk to.
    let collector: String

    /// Seconds since 1970.
    var now: Int { provider.options.clock() }
    var keys: KeyRing { provider.keys }
    var key: SigningKey { provider.keys.current }
    /// A key of the same kind as the provider's, but not its own.
    var foreignKey: SigningKey { keys.foreign(key.kind) }
    var clientID: String { provider.options.clientID }
}
