import Testing

@testable import OAuth

/// What a provider offers for a step that is left.
@Suite struct OfferedChoiceTests {
    private static func choices(_ json: String, status: Int = 403) -> [OfferedChoice]? {
        let headers = [HTTPReply.Header("Content-Type", "application/json")]
        let reply = HTTPReply(status: status, headers: headers, body: Array(json.utf8))
        do throws(TokenFault) {
            _ = try TokenAnswer.judge(reply, requestedScopes: [], wantsIDToken: false)
            return nil
        } catch {
            guard case .oauth(let error) = error else { return nil }
            return error.choices
        }
    }

    private static func choice(_ kind: OfferedChoice.Kind, _ id: String, _ name: String? = nil) -> OfferedChoice {
        OfferedChoice(kind: kind, id: ForeignText(id), name: name.map { ForeignText($0) })
    }

    @Test func organizationsConnectionsAndFactorsAreKept() {
        #expect(
            Self.choices(
                #"{"code":"organization_selection_required","message":"m","organizations":[{"id":"org_1","name":"Foo"},"#
                    + #"{"id":"org_2"}]}"#)
                == [Self.choice(.organization, "org_1", "Foo"), Self.choice(.organization, "org_2")])
        #expect(
            Self.choices(#"{"error":"sso_required","error_description":"d","connection_ids":["conn_1","conn_2"]}"#)
                == [Self.choice(.connection, "conn_1"), Self.choice(.connection, "conn_2")])
        #expect(
            Self.choices(#"{"code":"mfa_challenge","authentication_factors":[{"id":"f","type":"totp"}]}"#)
                == [Self.choice(.factor, "f", "totp")])
    }

    @Test(arguments: [
        #"{"code":"x","organizations":"org_1"}"#, #"{"code":"x","organizations":[1,null,{"name":"Foo"},{"id":""}]}"#,
        #"{"code":"x","connection_ids":{"a":1}}"#, #"{"code":"x","authentication_factors":[[]]}"#,
    ])
    func whatIsOfAnotherShapeIsNoFault(json: String) {
        #expect(Self.choices(json) == [])
    }

    @Test func nobodyReadsThousands() {
        let many = (0..<1000).map { #"{"id":"org_\#($0)"}"# }.joined(separator: ",")
        #expect(Self.choices(#"{"code":"x","organizations":[\#(many)]}"#)?.count == OfferedChoice.limit)
    }
}
