extension ProviderRules {
    /// The rules as JSON, every switch written out. ``init(_:at:)`` reads it.
    public var json: JSONObject {
        [
            "name": name.map { .string($0) }, "endpoints": endpoints.json, "request": request.json,
            "iss": .string(iss.rawValue), "token": token.json, "id_token": .string(idToken.rawValue),
            "client": client.json, "pushing": .string(pushing.rawValue), "dpop": dpop.json,
            "encryption": [
                "id_token": .string(encryption.idToken.rawValue), "user": .string(encryption.user.rawValue),
                "algorithms": encryption.algorithms.map { .strings($0.map(\.rawValue)) },
            ],
            "challenge_methods": .string(challengeMethods.rawValue), "user": user.json, "logout": logout.json,
            "redirect": redirect.json,
        ]
    }
}

extension FormPair {
    fileprivate var json: JSONValue { ["name": .string(name), "value": .string(value)] }
}

extension EndpointSource {
    fileprivate var json: JSONValue {
        switch self {
        case .discovery: "discovery"
        case .fixed(let endpoints):
            [
                "authorization": .string(endpoints.authorization.text), "token": .string(endpoints.token.text),
                "jwks": endpoints.jwks?.json, "userinfo": endpoints.userinfo?.json,
                "revocation": endpoints.revocation?.json, "end_session": endpoints.endSession?.json,
                "device_authorization": endpoints.deviceAuthorization?.json,
                "pushed_authorization": endpoints.pushedAuthorization?.json,
            ]
        }
    }
}

extension Endpoint {
    fileprivate var json: JSONValue { .string(text) }
}

extension RequestRules {
    fileprivate var json: JSONValue {
        [
            "scope": .string(scope.rawValue), "state": .bool(usesState), "nonce": .string(nonce.rawValue),
            "parameters": .array(parameters.map(\.json)), "selector": selector?.json,
        ]
    }
}

extension ParameterRule {
    fileprivate var json: JSONValue {
        [
            "name": .string(name), "presence": .string(presence.rawValue), "values": values.map { .strings($0) },
            "only": only?.json, "message": message.map { .string($0) },
        ]
    }
}

extension SelectorRule {
    fileprivate var json: JSONValue {
        [
            "names": .strings(names), "beside": beside?.json, "beside_only": besideOnly.map { .string($0) },
            "message": .string(message),
        ]
    }
}

extension TokenRules {
    fileprivate var json: JSONValue {
        [
            "body": .string(body.rawValue), "redirect_uri": .bool(sendsRedirectURI), "repeats": .strings(repeats),
            "refresh_parameters": .strings(refreshParameters), "token_type": .string(tokenType.rawValue),
            "scope": .string(scope.rawValue), "expiry": .string(expiry.rawValue),
        ]
    }
}

extension ClientRules {
    fileprivate var json: JSONValue {
        [
            "methods": methods.map { .strings($0.map(\.rawValue)) },
            "assertion": [
                "audience": .string(assertion.audience.rawValue), "lifetime": JSONValue(assertion.lifetime),
                "confirms_dpop_key": .bool(assertion.confirmsDPoPKey),
                "algorithms": assertion.algorithms.map { .strings($0.map(\.rawValue)) },
                "key_id": .bool(assertion.needsKeyID),
            ],
            "at_device_authorization": .bool(provesItselfForDevices),
        ]
    }
}

extension DPoPRules {
    fileprivate var json: JSONValue {
        ["use": .string(use.rawValue), "lifetime": lifetime.map { JSONValue($0) }, "at_push": .bool(atPush)]
    }
}

extension UserSource {
    fileprivate var json: JSONValue {
        switch self {
        case .userinfo: "userinfo"
        case .none: "none"
        case .tokenAnswer(let names): ["members": .strings(names)]
        case .person(let address, let keys): ["person": .string(address), "keys": keys?.json]
        }
    }
}

extension LogoutKind {
    fileprivate var json: JSONValue {
        switch self {
        case .endSession: "end_session"
        case .none: "none"
        case .sessionID(let address): ["session_id": .string(address.text)]
        }
    }
}

extension RedirectRules {
    fileprivate var json: JSONValue {
        [
            "loopback": .string(loopback.rawValue), "port": .string(port.rawValue), "https_only": .bool(isHTTPSOnly),
            "help": help.map { .string($0) },
        ]
    }
}
