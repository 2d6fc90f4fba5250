public import OAuth

/// An order to the world, as data.
public indirect enum FlowEffect: Sendable, Equatable {
    case drawEntropy(bytes: Int)
    case send(EffectID, HTTPCall)
    case cancel(EffectID)
    /// Open a connection now, so that the exchange needs one round trip.
    case warm(Endpoint)
    case openListener(ListenerPlan)
    case closeListener
    /// Make the short address lead to the authorization request.
    case pointShortAddress(WebAddress)
    case answerBrowser(ArrivalID, BrowserPage)
    case openBrowser(WebAddress)
    /// Keep this login, instead of what was kept of it before, so that another process can go on with it.
    case keepWaiting(WaitingLogin)
    /// Remove what was kept of this login. Whatever is ordered after it waits until that is over, also where it failed.
    case forgetWaiting
    /// Keep what the provider said of itself, for the next login there; nil to forget it.
    case rememberMetadata(Issuer, RememberedMetadata?)
    /// What a refresh wants of the place where the session is kept; the answer is `FlowEvent.refresh`.
    case session(SessionOrder)
}

/// What the browser is told.
public enum BrowserPage: Sendable, Equatable {
    /// The login succeeded.
    case signedIn
    /// The provider or the person declined.
    case refused
    /// The answer does not belong to this login; pixie is still waiting.
    case notUsed
    /// The answer was already used.
    case finished
    /// The answer was good, but the login failed after it.
    case failed
}
