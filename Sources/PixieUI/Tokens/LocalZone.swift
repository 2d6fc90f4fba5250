import OAuth

/// How far the local clock is from UTC, and from when on: the edges find it out, screens only add.
public struct LocalZone: Sendable, Equatable {
    /// A time during which the distance from UTC stays the same; it ends where the next one begins.
    public struct Span: Sendable, Equatable {
        /// Seconds since 1970.
        public let since: Double
        /// Seconds east of UTC.
        public let offset: Int

        public init(since: Double, offset: Int) {
            self.since = since
            self.offset = offset
        }
    }

    /// In the order of time.
    private let spans: [Span]

    public static let utc = LocalZone([])

    public init(_ spans: [Span]) { self.spans = spans }

    func offset(at time: Timestamp) -> Int {
        (spans.last { $0.since <= time.seconds } ?? spans.first)?.offset ?? 0
    }

    /// `2026-11-21 15:12:03 +01:00`.
    func text(_ time: Timestamp) -> String {
        let offset = offset(at: time)
        let text = (time + Double(offset)).iso8601
        guard text.hasSuffix("Z") else { return text }
        let minutes = abs(offset) / 60
        func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }
        let name = (offset < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
        return String(text.dropLast().replacing("T", with: " ")) + " " + name
    }
}

/// How times in tokens are shown.
enum TimeStyle: Sendable, Equatable, CaseIterable {
    /// From now, and the time of day.
    case relative
    case utc
    case local

    var next: TimeStyle {
        switch self {
        case .relative: .utc
        case .utc: .local
        case .local: .relative
        }
    }

    var name: String {
        switch self {
        case .relative: "from now on"
        case .utc: "in UTC"
        case .local: "in the local time of this machine"
        }
    }

    func text(_ time: Timestamp, _ state: AppState) -> String {
        switch self {
        case .relative: TokenTime.claim(time, at: state.now.wall)
        case .utc: time.iso8601
        case .local: state.surroundings.zone.text(time)
        }
    }
}
