/// Why a visit at the provider did not bring a callback.
public enum DemoVisitFault: Error, Sendable, Equatable {
    /// The address to begin at is not `http` on this machine.
    case notLoopback
    /// The provider sent the visitor to an address that is not on this machine.
    case sentAway
    case wrongPassword
    /// The provider shows a page without a form.
    case refused(status: Int, text: String)
    case tooManySteps(Int)
    case tooLarge
    case unreachable(String)

    /// What happened and what to do next.
    public var message: String {
        switch self {
        case .notLoopback:
            "The demo user signs in only at a provider on this machine (http://127.0.0.1). Open the address in a "
                + "browser instead."
        case .sentAway:
            "The provider sent the demo user to an address that is not on this machine. Nothing was sent there. Open "
                + "the address in a browser instead."
        case .wrongPassword:
            "The provider does not accept the demo user's password. It is shown where the provider was started."
        case .refused(let status, let text):
            "The provider refused with HTTP \(status): \(text). Start the login again."
        case .tooManySteps(let steps):
            "The demo user was still not signed in after \(steps) pages. Open the address in a browser instead."
        case .tooLarge:
            "A page of the provider is larger than a page should be. Open the address in a browser instead."
        case .unreachable(let reason):
            "The provider did not answer: \(reason). Check that it is still running."
        }
    }
}
