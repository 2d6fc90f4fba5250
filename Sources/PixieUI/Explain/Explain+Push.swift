import LoginFlow
import OAuth

// A request that the provider did not take from pixie itself (RFC 9126). The browser was not opened.
extension Explain {
    static func push(_ fault: PushFault, _ known: Known) -> Explanation {
        Explanation(
            "The provider did not take the request", what: fault.message,
            why: [
                "This provider takes authorization requests directly (RFC 9126). pixie does not send one through the "
                    + "browser instead: that would be the weaker way."
            ],
            next: [.startAnew, .leave])
    }
}
