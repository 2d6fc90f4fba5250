public import LoginFlow
public import OAuth
public import Screen

/// Everything that the screens show. Only ``App/update(_:_:at:)`` changes it.
public struct AppState: Sendable, Equatable {
    public internal(set) var flow: FlowState
    /// When the last event came.
    public internal(set) var now: Moment
    public let surroundings: Surroundings
    /// Known when the terminal is up.
    public var glyphs: Glyphs
    public let demo: DemoFacts?
    /// Name of the profile, for the header.
    public internal(set) var profileName: ForeignText?
    public internal(set) var size: Size
    /// pixie ends without giving up the login: that waits in the store.
    public internal(set) var isLeftWaiting = false

    /// Somebody's own verifier and challenge, in place of the login.
    var work: WorkDesk?
    /// The list of profiles; `nil` when there is none to choose from.
    var picker: Picker?
    /// The list is on the screen rather than the form.
    var isPicking = false
    /// Another process could go on with the waiting login.
    public internal(set) var isWaitingKept = false
    /// What would have to be asked to keep what is not kept yet; `nil` when this run stores nothing.
    let keepQuestion: KeepQuestion?
    /// The person let the tokens go, so nobody is asked any more whether to keep them.
    public internal(set) var isDiscarded = false
    /// What the session is called in the store; `nil` when it is in memory only.
    var sessionName: ForeignText?
    var form: ProfileForm
    var overlay: Overlay? {
        didSet {
            switch overlay {
            case .help, .explain, .messages, .palette: break
            case .rejection, .confirm, nil: overlayBelow = nil
            }
        }
    }
    /// The box that help or an explanation lies over, and goes back to.
    var overlayBelow: Overlay?
    var reveal: Reveal?
    var message: StatusMessage? {
        didSet {
            if let message, message != oldValue { log.note(message, at: now.wall) }
        }
    }
    /// What the message row said so far.
    private(set) var log = MessageLog()
    /// The terminal reports the mouse.
    public internal(set) var isMouseOn: Bool
    /// Secrets are never shown.
    let forbidsReveal: Bool
    private(set) var preferences: Preferences
    /// Begins anew with each step.
    var view = StepView()
    var paste = PasteField()
    var tokens = TokensPane()
    var isOnPlainPage = false
    /// What was copied last.
    var copied: CopyFallback?
    var hasFocus = true
    /// Until when a second Control-C leaves.
    var interruptArmedUntil: Double?
    /// The answer came to the listener, not by a paste.
    var cameByListener = false
    /// Rejections that the person put away.
    var dismissedRejections = 0

    public init(
        surroundings: Surroundings, glyphs: Glyphs, size: Size, demo: DemoFacts? = nil,
        profileName: ForeignText? = nil, profiles: [PickerRow]? = nil, prefill: Prefill = Prefill(),
        flow: FlowState = .start, isMouseOn: Bool = false, forbidsReveal: Bool = false,
        preferences: Preferences = Preferences(), notices: [String] = [], keepQuestion: KeepQuestion? = nil, now: Moment
    ) {
        self.isMouseOn = isMouseOn
        self.forbidsReveal = forbidsReveal
        self.keepQuestion = keepQuestion
        self.preferences = preferences
        self.surroundings = surroundings
        self.glyphs = glyphs
        self.size = size
        self.demo = demo
        self.profileName = profileName
        self.flow = flow
        self.now = now
        form = ProfileForm(prefill)
        picker = profiles.flatMap { $0.isEmpty ? nil : Picker($0, at: now.wall) }
        isPicking = picker != nil
        // No property observer sees what an initializer does.
        for notice in notices {
            let said = StatusMessage(.warning, notice)
            log.note(said, at: now.wall)
            message = said
        }
    }

    /// From now on; what is in sight keeps its time.
    mutating func prefer(_ preferences: Preferences) { self.preferences = preferences }

    /// An answer may be pasted at any moment, whatever lies over Sign in, so the terminal should hold a letter to see
    /// whether it starts an unmarked paste.
    public var expectsPaste: Bool { awaiting != nil || work != nil }

    /// The step on the screen.
    var shownStep: Step { view.lookingBack ?? flow.step }

    var isRevealed: Bool { reveal.map { $0.until > now.uptime } ?? false }

    /// The login waits for what the browser or the person brings.
    public var isWaitingForAnswer: Bool { awaiting != nil }

    /// The state of Sign in, if that is where the login is.
    var awaiting: Awaiting? {
        guard case .awaitingCallback(let awaiting) = flow else { return nil }
        return awaiting
    }

    /// The session of a login that has succeeded.
    public var session: Session? {
        guard case .authenticated(let session) = flow else { return nil }
        return session
    }

    /// The attempt whose material still exists.
    var attempt: Attempt? {
        switch flow {
        case .prepared(let state): state.attempt
        case .awaitingCallback(let state): state.attempt
        case .configuring, .discovering, .ready, .generating, .opening, .pushing, .exchanging, .verifying,
            .authenticated,
            .failed:
            nil
        }
    }
}

/// Where a key goes.
enum Place: Sendable, Equatable {
    case plainPage, tooSmall
    case confirm(Confirmation)
    case help, explain, rejection, messages, palette
    case work
    case picker, profile, discover, request, signIn, exchange, tokens, failure
    /// Looking back at a step that is over.
    case earlier(Step)
}

extension AppState {
    static let smallest = Size(columns: 36, rows: 10)

    var place: Place {
        if isOnPlainPage { return .plainPage }
        switch overlay {
        case .confirm(let confirmation): return .confirm(confirmation)
        case .help where !isTooSmall: return .help
        case .explain where !isTooSmall: return .explain
        case .rejection where !isTooSmall: return .rejection
        case .messages where !isTooSmall: return .messages
        case .palette where !isTooSmall: return .palette
        case .help, .explain, .rejection, .messages, .palette, nil: break
        }
        if isTooSmall { return .tooSmall }
        if work != nil { return .work }
        if let lookingBack = view.lookingBack { return .earlier(lookingBack) }
        switch flow {
        case .configuring: return isPicking ? .picker : .profile
        case .discovering, .ready: return .discover
        case .generating, .opening, .pushing, .prepared: return .request
        case .awaitingCallback: return .signIn
        case .exchanging, .verifying: return .exchange
        case .authenticated: return .tokens
        case .failed: return .failure
        }
    }

    var isTooSmall: Bool { size.columns < Self.smallest.columns || size.rows < Self.smallest.rows }

    /// What would be gone after leaving.
    var loss: Loss? {
        switch flow {
        case .configuring, .discovering, .ready, .failed: nil
        case .generating, .opening, .pushing, .prepared: nil
        case .awaitingCallback(let waiting): .attempt(secondsLeft: waiting.attempt.deadline - now.uptime)
        case .exchanging, .verifying: .exchange
        case .authenticated: sessionName == nil ? .tokens : nil
        }
    }

    /// Whether leaving can keep what there is to lose.
    var canKeep: Bool {
        switch loss {
        case .attempt: isWaitingKept || keepQuestion != nil
        case .tokens: session?.stored.tokens != nil && keepQuestion != nil
        case .exchange, nil: false
        }
    }

    enum Loss: Sendable, Equatable {
        case attempt(secondsLeft: Double)
        case exchange
        case tokens
    }
}
