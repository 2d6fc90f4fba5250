import LoginFlow
import OAuth

/// What the machines of a refresh and of a sign-out hear of a session's place in the store.
protocol SlotEvent {
    static var lockTaken: Self { get }
    static func lockRefused(_ holder: ForeignText) -> Self
    static func sessionRead(_ session: StoredSession?) -> Self
    static func sessionUnreadable(_ why: ForeignText) -> Self
}

extension RefreshEvent: SlotEvent {}
extension SignOutEvent: SlotEvent {}

extension SessionSlot.Locking {
    func event<Event: SlotEvent>() -> Event {
        switch self {
        case .taken: .lockTaken
        case .held(let holder): .lockRefused(holder)
        case .impossible(let why): .sessionUnreadable(why)
        }
    }
}

extension SessionSlot.Reading {
    func event<Event: SlotEvent>() -> Event {
        switch self {
        case .session(let session): .sessionRead(session)
        case .unreadable(let why): .sessionUnreadable(why)
        }
    }
}
