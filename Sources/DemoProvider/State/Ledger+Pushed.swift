/// Pushed requests, and proofs that were used.
extension Ledger {
    func push(_ order: AuthorizationOrder, under name: String, lifetime: Int) {
        step { state, now in state.pushed.put(order, under: name, until: now + lifetime, now: now) }
    }

    /// Takes a pushed request. Each can be taken once.
    func takePushed(_ name: String) -> AuthorizationOrder? {
        step { state, now in
            defer { state.pushed.remove(name) }
            return state.pushed.value(name, now: now)
        }
    }

    /// Notes the identifier of a proof; `false` when it was there before (RFC 9449 section 11.1).
    func isNewProof(_ id: String, lifetime: Int) -> Bool {
        step { state, now in
            guard state.proofs.value(id, now: now) == nil else { return false }
            state.proofs.put(true, under: id, until: now + lifetime, now: now)
            return true
        }
    }
}
