import DemoProvider
import Synchronization

/// Device codes (RFC 8628). The person enters the code on the page, or a fault says how it ends.
final class Devices: Sendable {
    enum Step: String, Sendable {
        case pending = "authorization_pending"
        case slowDown = "slow_down"
        case denied = "access_denied"
        case expired = "expired_token"
    }

    struct Order: Sendable {
        let userCode: String
        let clientID: String
        let scope: String?
        var interval: Int
        let expires: Int
        /// What the next polls are told, one after the other.
        var script: [Step]
        var isEntered = false
        var lastPoll: Int?
    }

    private let orders = Mutex<[String: Order]>([:])

    func open(_ order: Order) -> String {
        let code = RandomText.token()
        orders.withLock { $0[code] = order }
        return code
    }

    /// The person enters the code.
    func enter(_ userCode: String) -> Bool {
        orders.withLock { orders in
            guard let code = orders.first(where: { $0.value.userCode == userCode })?.key else { return false }
            orders[code]?.isEntered = true
            return true
        }
    }

    enum Poll: Sendable {
        case unknown
        case wait(Step, isEarly: Bool)
        case done(Order)
    }

    /// One poll. One that comes before its time is told to slow down, as a system would.
    func poll(_ code: String, now: Int) -> Poll {
        orders.withLock { orders in
            guard var order = orders[code] else { return .unknown }
            let isEarly = order.lastPoll.map { now - $0 < order.interval } ?? false
            order.lastPoll = now
            defer { orders[code] = order }
            if isEarly {
                order.interval += 5
                return .wait(.slowDown, isEarly: true)
            }
            if !order.script.isEmpty {
                let step = order.script.removeFirst()
                if step == .slowDown { order.interval += 5 }
                return .wait(step, isEarly: false)
            }
            if now >= order.expires { return .wait(.expired, isEarly: false) }
            return order.isEntered ? .done(order) : .wait(.pending, isEarly: false)
        }
    }
}
