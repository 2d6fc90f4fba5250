import LoginFlow
public import Screen

/// Draws the whole screen from the state, and from nothing else.
public enum AppView {
    /// The frame for a window of this size. In one that is too small it says so, and what still works.
    public static func render(_ state: AppState, size: Size) -> Frame {
        var frame = Frame(size: size, glyphs: state.glyphs)
        frame.title = title(state)
        guard size.columns >= AppState.smallest.columns, size.rows >= AppState.smallest.rows else {
            TooSmall.draw(state, on: &frame)
            return frame
        }
        let body = Chrome.draw(state, on: &frame)
        if let desk = state.work {
            WorkScreen.draw(desk, state, in: body, on: &frame)
        } else {
            draw(state, in: body, on: &frame)
        }
        OverlayView.draw(state, in: body, on: &frame)
        return frame
    }

    private static func draw(_ state: AppState, in body: Rect, on frame: inout Frame) {
        if let step = state.view.lookingBack {
            EarlierScreen.draw(step, state, in: body, on: &frame)
            return
        }
        switch state.flow {
        case .configuring where state.isPicking:
            if let picker = state.picker { PickerScreen.draw(picker, state, in: body, on: &frame) }
        case .configuring: ProfileScreen.draw(state, in: body, on: &frame)
        case .discovering(let discovering): DiscoverScreen.draw(discovering, state, in: body, on: &frame)
        case .ready(let ready): DiscoverScreen.draw(ready.provider, state, in: body, on: &frame)
        case .generating, .opening, .pushing: RequestScreen.drawMaking(state, in: body, on: &frame)
        case .prepared(let prepared): RequestScreen.draw(prepared.attempt, state, in: body, on: &frame)
        case .awaitingCallback(let awaiting): SignInScreen.draw(awaiting, state, in: body, on: &frame)
        case .exchanging(let exchanging):
            ExchangeScreen.draw(ExchangeScreen.Facts(exchanging), state, in: body, on: &frame)
        case .verifying(let verifying):
            ExchangeScreen.draw(ExchangeScreen.Facts(verifying), state, in: body, on: &frame)
        case .authenticated(let session): TokensScreen.draw(session, state, in: body, on: &frame)
        case .failed(let failure): FailureScreen.draw(failure, state, in: body, on: &frame)
        }
    }

    /// Constant words: what somebody sent never goes to the window title.
    private static func title(_ state: AppState) -> String {
        switch state.flow {
        case .awaitingCallback: "pixie: waiting for the browser"
        case .exchanging, .verifying: "pixie: exchanging"
        case .authenticated: "pixie: signed in"
        case .failed: "pixie: not signed in"
        case .configuring, .discovering, .ready, .generating, .opening, .pushing, .prepared: "pixie"
        }
    }
}

/// All that fits into a very small window.
enum TooSmall {
    static func draw(_ state: AppState, on frame: inout Frame) {
        let smallest = AppState.smallest
        var sheet = Sheet(width: frame.size.columns, glyphs: state.glyphs)
        if state.overlay == .confirm(.leave) {
            sheet.text("Leave and discard? d yes  Esc no", .warning, indent: 0)
        } else {
            sheet.text("This window is too small.", .strong, indent: 0)
            sheet.text("pixie needs \(smallest.columns) x \(smallest.rows).", indent: 0)
            if state.awaiting != nil { sheet.text("It still waits for your login; a paste works.", indent: 0, .useful) }
            if let message = state.message { sheet.text(message.text, message.kind.role, indent: 0) }
            sheet.text("q leaves", indent: 0)
        }
        frame.put(sheet, in: Rect(frame.size))
    }
}
