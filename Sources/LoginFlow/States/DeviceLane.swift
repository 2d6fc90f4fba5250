public import OAuth

/// The third way in while a login waits: a code that the person enters on any device (RFC 8628).
public enum DeviceLane: Sendable, Equatable {
    case notOffered
    /// The code was asked for.
    case asked(EffectID)
    case open(OpenDevice)
    /// Nothing more comes this way; the other ways are open still.
    case closed(DeviceClosing)

    /// The code to show.
    public var code: DeviceCode? {
        switch self {
        case .open(let device): device.code
        case .notOffered, .asked, .closed: nil
        }
    }

    /// The code with how it stands.
    public var opened: OpenDevice? {
        switch self {
        case .open(let device): device
        case .notOffered, .asked, .closed: nil
        }
    }

    /// Whether an answer may come this way.
    var isAlive: Bool {
        switch self {
        case .asked, .open: true
        case .notOffered, .closed: false
        }
    }

    /// The request under way, to be cancelled when the wait ends.
    var request: EffectID? {
        switch self {
        case .asked(let id): id
        case .open(let device): device.poll
        case .notOffered, .closed: nil
        }
    }

    /// When the clock matters to it next, in seconds since boot.
    var nextMoment: Double? {
        switch self {
        case .open(let device): device.poll == nil ? min(device.nextPoll, device.expiresAt) : device.expiresAt
        case .notOffered, .asked, .closed: nil
        }
    }
}

/// A code that waits to be entered.
public struct OpenDevice: Sendable, Equatable {
    public let code: DeviceCode
    /// Seconds between two questions; it grows when the provider asks for that.
    public internal(set) var interval: Double
    /// When to ask next and when the code ends, in seconds since boot.
    public internal(set) var nextPoll: Double
    public let expiresAt: Double
    /// How often pixie asked, and how often it was told to ask less.
    public internal(set) var questions = 0
    public internal(set) var slowdowns = 0
    var poll: EffectID?

    init(_ code: DeviceCode, at now: Moment) {
        self.code = code
        interval = code.interval
        nextPoll = now.uptime + code.interval
        expiresAt = now.uptime + code.expiresIn
    }

    /// Waits the interval again; `more` seconds are added to it from now on.
    mutating func wait(more: Double = 0, atLeast: Double = 0, at now: Moment) {
        interval += more
        nextPoll = now.uptime + max(interval, atLeast)
        poll = nil
    }
}

/// Why nothing more comes this way.
public enum DeviceClosing: Sendable, Equatable {
    case refused(DeviceFault)
    case unanswered(TransportFailure)
    case denied
    case expired
    case failed(TokenFault)

    /// One short sentence.
    public var message: String {
        switch self {
        case .refused(let fault): fault.message
        case .unanswered: "No code for another device: the provider did not answer."
        case .denied: "The code on the other device was declined."
        case .expired: "The code for another device has expired."
        case .failed(let fault):
            "The code for another device does not work: \(fault.brief)."
        }
    }
}
