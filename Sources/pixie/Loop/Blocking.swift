import Dispatch

/// The bridge from the synchronous main to tasks: starts one and waits for it.
enum Blocking {
    /// Runs `work` in a task and waits until it is done. Only for the first thread, outside any task.
    static func run(_ work: @escaping @Sendable () async -> Void) {
        let done = DispatchSemaphore(value: 0)
        Task.detached {
            await work()
            done.signal()
        }
        done.wait()
    }

    /// The same with a result.
    static func value<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) -> Value {
        let box = Box<Value>()
        run { box.put(await work()) }
        return box.value()
    }
}
