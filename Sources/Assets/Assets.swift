/// A page for the browser, kept as a file under `assets/pages` and embedded in the binary.
///
/// No page has a script or an external resource. The provider's pages hold `{{name}}` marks that the provider fills in;
/// the pages of the callback listener are constant.
public enum Page: String, CaseIterable, Sendable {
    /// The demo provider asks for user name and password.
    case signIn
    /// The demo provider asks whether the client may have what it asked for.
    case consent
    /// The demo provider's answer as a form (OAuth 2.0 Form Post Response Mode).
    case formPost
    /// The demo provider asks whether to end the session.
    case signOut
    /// The demo provider ended the session.
    case signedOut
    /// The demo provider asks for the code that a program on another screen shows (RFC 8628 3.3).
    case device
    /// The code was entered.
    case deviceDone
    /// The demo provider refuses a request that it must not answer with a redirect (RFC 6749 4.1.2.1).
    case providerError
    /// The callback was accepted.
    case callbackSignedIn
    /// The provider answered with an error: the login was declined.
    case callbackRefused
    /// The callback does not belong to the login that is waiting.
    case callbackNotUsed
    /// The login was finished before this callback came.
    case callbackFinished
    /// The callback was accepted, but the login failed afterwards.
    case callbackFailed

    /// The page, with the style that all pages share in its head.
    public var html: String {
        let mark = "{{style}}"
        let text = String(decoding: bytes, as: UTF8.self)
        guard let place = text.firstRange(of: mark) else { preconditionFailure("\(rawValue) has no mark \(mark)") }
        return String(text[..<place.lowerBound]) + Self.style + text[place.upperBound...]
    }

    /// What a Content Security Policy names to permit the style of the pages and no other: `style-src 'sha256-…'`.
    ///
    /// A test compares it with the style.
    public static let styleHash = "sha256-O13ONWkU9+6518iwenpvQZt7K4pA09wfUQNH+d5Z27Q="

    /// What stands between `<style>` and `</style>`.
    public static var style: String { String(decoding: PackageResources.style_css, as: UTF8.self) }

    private var bytes: [UInt8] {
        switch self {
        case .signIn: PackageResources.sign_in_html
        case .consent: PackageResources.consent_html
        case .formPost: PackageResources.form_post_html
        case .signOut: PackageResources.sign_out_html
        case .signedOut: PackageResources.signed_out_html
        case .device: PackageResources.device_html
        case .deviceDone: PackageResources.device_done_html
        case .providerError: PackageResources.provider_error_html
        case .callbackSignedIn: PackageResources.callback_signed_in_html
        case .callbackRefused: PackageResources.callback_refused_html
        case .callbackNotUsed: PackageResources.callback_not_used_html
        case .callbackFinished: PackageResources.callback_finished_html
        case .callbackFailed: PackageResources.callback_failed_html
        }
    }
}
