import LoginFlow
import OAuth
import Screen

// What the keys for another device do.
extension App {
    static func showDevice(_ state: inout AppState) {
        guard let awaiting = state.awaiting, awaiting.device != .notOffered else { return }
        state.view.page = state.view.page == .device ? .ways : .device
    }

    /// A code for another device has a picture of its own; else the address gets one, where scanning it can end well.
    static func showPicture(_ state: inout AppState) {
        guard let awaiting = state.awaiting else { return }
        if state.view.page != .ways {
            state.view.page = .ways
        } else if awaiting.device.code != nil {
            state.view.page = .device
        } else if let why = QRPart.whyNot(awaiting) {
            state.message = StatusMessage(.note, why)
        } else {
            state.view.page = .picture
        }
    }
}
