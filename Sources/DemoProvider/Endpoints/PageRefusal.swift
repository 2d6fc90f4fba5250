/// Why a person gets a page that says no, and no redirect: the place to go back to is not to be trusted
/// (RFC 6749 section 4.1.2.1), or there is none.
struct PageRefusal: Error, Sendable, Equatable {
    let title: String
    let message: String
    let detail: String
}

extension PageRefusal {
    static let staleForm = PageRefusal(
        title: "This page is too old",
        message: "It was answered already, or it waited for too long. Go back to the program that sent you here and "
            + "start again. If it happens at once, cookies are switched off in this browser.",
        detail: "The form is not open any more.")

    static let foreignForm = PageRefusal(
        title: "This form came from elsewhere",
        message: "Another site sent it. Nothing was done. Go back to the program that sent you here and start again.",
        detail: "The form was not sent by this provider's page.")
}
