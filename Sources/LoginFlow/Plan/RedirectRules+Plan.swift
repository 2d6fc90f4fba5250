public import OAuth

extension RedirectRules {
    /// Why the provider would not take the redirect URI of this plan, and what to give instead; nil when it may.
    public func fault(of plan: RedirectPlan) -> String? {
        let advice = help.map { " " + $0 } ?? ""
        switch plan {
        case .loopback where isHTTPSOnly:
            return
                "This provider takes only https redirect URIs. Give the registered one with --redirect-uri; its answer "
                + "is pasted." + advice
        case .loopback(port: nil, _) where port == .exact:
            return "This provider compares the redirect URI with its port, so a free port does not do. Give --port or "
                + "--redirect-uri." + advice
        case .loopback:
            return nil
        case .registered(let address):
            guard let host = address.loopback?.host else { return nil }
            if isHTTPSOnly { return "This provider takes only https redirect URIs." + advice }
            let (isName, isAddress) = (host == LoopbackHost.name, host == LoopbackHost.v4.rawValue)
            switch loopback {
            case .address where isName:
                return "This provider takes http redirect URIs for 127.0.0.1 and not for localhost. Register and give "
                    + "that one." + advice
            case .name where isAddress:
                return "This provider takes http redirect URIs for localhost and not for 127.0.0.1. Register and give "
                    + "that one." + advice
            case .address, .name, .either: return nil
            }
        }
    }
}

extension LoginPlan {
    /// The redirect URI for a listener that is open, with the host that the provider wants.
    func redirectAddress(at listener: ListenerFacts) -> RedirectURI {
        let address = redirect.address(at: listener)
        guard case .loopback(_, let path) = redirect, redirect.isNamed(by: client.rules.redirect),
            let named = try? RedirectURI("http://\(LoopbackHost.name):\(listener.port)\(path)")
        else { return address }
        return named
    }
}
