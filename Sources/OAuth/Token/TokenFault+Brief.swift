extension TokenFault {
    /// What was found instead, in few words and without a full stop: for a sentence of somebody else.
    public var brief: String {
        let found = checks.first?.found.safe(limit: 80) ?? reason
        return found.hasSuffix(".") ? String(found.dropLast()) : found
    }
}
