import LoginFlow
import OAuth

/// How to come by what was copied last when it did not arrive in the clipboard.
enum CopyFallback: Sendable, Equatable {
    /// The address of Sign in, which has a plain page of its own.
    case address
    /// The token of a tab, which can be shown.
    case token
    /// The report, which can be saved where there is a line to type its name into.
    case report([String])
    /// Any other text.
    case text([String])

    /// How the clipboard's own sentence ends; `p` is the plain page of Sign in.
    private static let plainPage = " Nothing there? p"

    init?(_ action: Action, _ commands: [AppCommand]) {
        guard case .copy(let text, _)? = commands.last else { return nil }
        switch action {
        // What it runs was looked at already.
        case .runCommand: return nil
        case .copyAddress: self = .address
        case .copyToken: self = .token
        case .report: self = .report(Self.lines(text))
        case .help, .leave, .interrupt, .suspend, .repaint, .back, .lookBack, .lookForward, .saveReport, .showCopied,
            .palette, .messages, .toggleMouse, .moveUp, .moveDown, .pageUp, .pageDown, .toFirst, .toLast,
            .toggle, .pick, .work, .submitForm, .nextField, .previousField, .nextProvider, .goOn, .reveal, .copyItem,
            .openBrowser,
            .showPlainPage, .newAttempt, .extendWait, .explain, .sendPaste, .stopSending, .clearField,
            .bringBackPaste, .showRejection, .useAttempt, .visitAsDemoUser, .showDevice, .showPicture, .nextTab,
            .previousTab, .refresh, .introspect, .find, .findNext, .findPrevious, .turnTimes, .showRaw, .saveArchive,
            .submitPrompt, .cancelPrompt, .showTab, .retry, .confirm, .keepAndLeave, .editProfile:
            self = .text(Self.lines(text))
        }
    }

    /// The lines of a page that shows it.
    var lines: [String]? {
        switch self {
        case .address, .token: nil
        case .report(let lines), .text(let lines): lines
        }
    }

    private static func lines(_ text: Secret) -> [String] {
        text.reveal().split(separator: "\n", omittingEmptySubsequences: false).map {
            ForeignText(String($0)).safe(limit: .max)
        }
    }

    /// The sentence about a copy. Names only a key that works on this screen and shows just that text.
    static func adapted(_ sentence: String, to state: AppState) -> String {
        guard sentence.hasSuffix(plainPage) else { return sentence }
        let actions = KeyMap.bindings(for: state).map(\.action)
        let rest = sentence.dropLast(plainPage.count)
        switch state.copied {
        case .address where actions.contains(.showPlainPage): return sentence
        case .token where actions.contains(.reveal): return rest + " Nothing there? r shows it, to select."
        case .report where actions.contains(.saveReport): return rest + " Nothing there? W saves it."
        case .report where actions.contains(.showCopied), .text where actions.contains(.showCopied):
            return rest + " Nothing there? P shows it on a plain page."
        case .address, .token, .report, .text, nil: return String(rest)
        }
    }
}

extension App {
    /// What was copied last, where nothing redraws and the terminal's own selection works.
    static func showCopied(_ state: inout AppState) -> [AppCommand] {
        guard let lines = state.copied?.lines else { return [] }
        state.isOnPlainPage = true
        return [.showPlainPage(lines + ["", "Press a key to go back to pixie."])]
    }
}
