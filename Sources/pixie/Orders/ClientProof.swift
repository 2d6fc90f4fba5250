import OAuth

/// The secret of a client, and how the provider wants it where it said so when the client registered.
struct ClientProof {
    let secret: Secret
    var method: ClientRules.Method?
}
