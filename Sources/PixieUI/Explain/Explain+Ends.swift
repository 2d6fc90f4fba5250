import LoginFlow
import OAuth

// The ends that have nothing to do with what the provider said.
extension Explain {
    static func listener(_ problem: ListenerProblem, _ known: Known) -> Explanation {
        switch problem {
        case .portTaken(let port, let holder):
            let name = holder.map { ": " + quoted($0, limit: 60) } ?? ""
            return Explanation(
                "Port \(port) is taken",
                what: "pixie could not listen on port \(port), to which the browser is to bring the answer.",
                why: [
                    "Another program holds the port\(name).",
                    "No request was sent: the answer with the code would have gone to that program.",
                ],
                next: [
                    .advice("Stop that program, or choose another port (--port) if the provider allows one."),
                    NextStep(.newAttempt, "try the port again"), NextStep(.change, "choose another port"), .leave,
                ])
        case .cannotListen(let reason):
            return Explanation(
                "pixie cannot listen for the answer",
                what: "The system does not let pixie listen on this machine: \(lastQuoted(reason)).",
                why: ["Without a listener only pasting is left, and a loopback redirect URI demands a listener."],
                next: [
                    .advice("Ports below 1024 belong to the administrator; choose a higher one, or none."),
                    NextStep(.newAttempt, "try again"), NextStep(.change, "choose another port or redirect URI"),
                    .leave,
                ])
        }
    }

    /// The place of an earlier process cannot be taken again; the login goes on without it.
    static func notListening(_ problem: ListenerProblem, at place: ListenerFacts) -> String {
        let name = " on \(place.host.bracketed):\(place.port)"
        switch problem {
        case .portTaken(_, let holder):
            let who = holder.map { ", " + quoted($0, limit: 60) + "," } ?? ""
            return "pixie cannot listen again\(name): another program\(who) holds the port."
        case .cannotListen(let reason):
            return "pixie cannot listen again\(name): \(lastQuoted(reason, limit: 120))."
        }
    }

    static func expired(after seconds: Double, _ known: Known) -> Explanation {
        Explanation(
            "No answer came in time",
            what: "pixie waited \(spoken(seconds)) for the answer from the browser; this attempt is over.",
            why: ["An answer that arrives now is not used: verifier and state are wiped."],
            next: [
                NextStep(.newAttempt, "start a new attempt"),
                .advice("A longer wait is set with --timeout SECONDS."), .leave,
            ])
    }

    static func cancelled(_ known: Known) -> Explanation {
        let sent = known.failure.step >= .exchange
        return Explanation(
            "Stopped by you",
            what: sent
                ? "You stopped the login after the code was sent to \(known.issuerHost)."
                : "You stopped the login at \(known.issuerHost).",
            why: sent
                ? ["The provider may have made tokens; pixie did not keep any."]
                : ["No code was sent and no token was made."],
            next: [known.again, NextStep(.change, "change the provider or the client"), .leave])
    }
}
