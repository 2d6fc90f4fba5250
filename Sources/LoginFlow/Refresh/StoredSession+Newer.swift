import OAuth

extension StoredSession {
    /// What the store has, unless what is in memory came after it and could not be stored: the provider may have ended
    /// the refresh token that is in the store.
    func orNewer(_ known: StoredSession) -> StoredSession {
        known.generation > generation && known.obtainedAt >= obtainedAt ? known : self
    }

    /// Whether both are of one login: what stands at the same place of the store may be somebody else's by now.
    func isOfSamePerson(as other: StoredSession) -> Bool {
        guard issuer.text == other.issuer.text, clientID == other.clientID else { return false }
        switch (identity?.subject, other.identity?.subject) {
        case (let one?, let two?): return one.utf8.elementsEqual(two.utf8)
        case (nil, nil): return true
        case (nil, _?), (_?, nil): return false
        }
    }
}
