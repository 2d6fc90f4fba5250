/// What Sign in shows. The login waits on all ways in whatever is on the screen.
enum SignInPage: Sendable, Equatable {
    /// The address, what to do with it, and the field.
    case ways
    /// The code for another device, with its QR code.
    case device
    /// The address as a QR code.
    case picture
}
