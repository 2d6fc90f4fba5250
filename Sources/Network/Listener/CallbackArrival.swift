/// A request to the callback path. What it says is judged by `CallbackJudge`.
public struct CallbackArrival: Sendable, Equatable {
    /// To be given to ``LoopbackListener/answer(_:_:)``.
    public let id: Int
    /// Path and query as received; what came in a form stands behind them as a query.
    public let target: String

    init(id: Int, target: String) {
        self.id = id
        self.target = target
    }
}
