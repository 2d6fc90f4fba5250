import PixieUI

/// Who carries out the orders of the list of profiles. Each answers with what came of it.
@MainActor
protocol ProfileDesk: AnyObject, Sendable {
    func choose(_ name: String) -> [ProfileNews]
    func edit(_ name: String) -> [ProfileNews]
    func remove(_ name: String) -> [ProfileNews]
    func bringBack(_ name: String) -> [ProfileNews]
    /// Takes a waiting login out of the store, to go on with it; `nil` when that is not possible.
    func take(_ name: String) -> WaitingChoice?
    func forget(_ name: String) -> [ProfileNews]
    /// The list is gone: what could be undone until now cannot be any more.
    func settle()
}

/// For a login that begins without the list, such as the demo's.
@MainActor
final class NoProfiles: ProfileDesk {
    nonisolated init() {}

    func choose(_ name: String) -> [ProfileNews] { none }
    func edit(_ name: String) -> [ProfileNews] { none }
    func remove(_ name: String) -> [ProfileNews] { none }
    func bringBack(_ name: String) -> [ProfileNews] { none }
    func take(_ name: String) -> WaitingChoice? { nil }
    func settle() {}
    func forget(_ name: String) -> [ProfileNews] { none }

    private var none: [ProfileNews] { preconditionFailure("NoProfiles: an order came from a list that is not there") }
}
