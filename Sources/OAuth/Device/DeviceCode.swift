/// What the provider gave for the device grant (RFC 8628 section 3.2).
public struct DeviceCode: Sendable, Equatable {
    /// Never shown: whoever has it gets the tokens.
    public let deviceCode: Secret
    /// What the person enters.
    public let userCode: ForeignText
    /// Where they enter it.
    public let address: WebAddress
    /// The same with the code in it, if the provider has such an address.
    public let completeAddress: WebAddress?
    /// Seconds.
    public let expiresIn: Double
    /// Seconds between two questions; never below ``DeviceAnswer/shortestInterval``.
    public let interval: Double
}

/// Why there is no code for another device. It closes this way in and no other.
public enum DeviceFault: Error, Sendable, Equatable {
    case answer(TokenFault)

    /// What happened, in one short sentence: the other ways in are open still.
    public var message: String {
        switch self {
        case .answer(.oauth(let error)):
            "No code for another device: the provider refuses it (\(error.shownCode))."
        case .answer(.status(let status, _)):
            "No code for another device: the provider answered HTTP \(status)."
        case .answer(let fault):
            "No code for another device: the provider's answer is not usable "
                + "(\(fault.brief))."
        }
    }
}
