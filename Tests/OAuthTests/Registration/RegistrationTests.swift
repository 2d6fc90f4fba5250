import OAuth
import Testing

/// A client that registers itself (RFC 7591).
struct RegistrationTests {
    private static func metadata(
        _ more: String = "", introspection: String = "http://elsewhere.example/i"
    ) throws -> ProviderMetadata {
        let issuer = "https://login.example.com"
        let body = """
            {"issuer":"\(issuer)","authorization_endpoint":"\(issuer)/a","token_endpoint":"\(issuer)/t",
            "jwks_uri":"\(issuer)/k","response_types_supported":["code"],"registration_endpoint":"\(issuer)/register",
            "introspection_endpoint":"\(introspection)"\(more)}
            """
        return try Discovery.judge(
            HTTPReply(
                status: 200, headers: [HTTPReply.Header("Content-Type", "application/json")], body: Array(body.utf8)),
            issuer: Issuer(issuer))
    }

    private static func wish(_ more: String = "", scopes: [String] = ["openid", "email"]) throws -> ClientRegistration {
        ClientRegistration(
            redirects: [try RedirectURI("http://127.0.0.1/callback"), try RedirectURI("http://[::1]/callback")],
            scopes: scopes, metadata: try metadata(more), version: "0.1.0")
    }

    private static func judge(_ body: String, _ status: Int = 201, more: String = "") throws -> RegisteredClient {
        try RegisteredClient.judge(
            HTTPReply(status: status, body: Array(body.utf8)), asked: try wish(more),
            at: Timestamp(seconds: 1_795_269_000))
    }

    private static func fault(_ body: String, _ status: Int, more: String = "") -> RegistrationFault? {
        do {
            _ = try judge(body, status, more: more)
            return nil
        } catch {
            return error as? RegistrationFault
        }
    }

    @Test func endpointsThatMayNotReceiveSecretsAreNone() throws {
        let metadata = try Self.metadata()
        #expect(metadata.registrationEndpoint?.text == "https://login.example.com/register")
        #expect(metadata.introspectionEndpoint == nil)
        // Nor may a provider on https name this machine without TLS (RFC 8414 6.2).
        let downgraded = try Self.metadata(#","x":1"#, introspection: "http://127.0.0.1:8080/i")
        #expect(downgraded.introspectionEndpoint == nil)
    }

    @Test func sendsWhatANativeClientIs() throws {
        let call = try Self.wish().call(
            endpoint: try Endpoint("https://login.example.com/register"), initialToken: Secret("in1tial"))
        #expect(call.contentType == "application/json")
        #expect(
            call.body
                == #"{"client_name":"pixie","application_type":"native","redirect_uris":["http://127.0.0.1/callback","#
                + #""http://[::1]/callback"],"grant_types":["authorization_code","refresh_token"],"#
                + #""response_types":["code"],"token_endpoint_auth_method":"none","scope":"openid email","#
                + #""software_id":"pixie","software_version":"0.1.0"}"#)
        #expect(call.headers.last?.value == .secret(Secret("Bearer in1tial")))
        #expect(!String(describing: call).contains("in1tial"))
    }

    @Test(arguments: [
        (#","token_endpoint_auth_methods_supported":["none","client_secret_basic"]"#, "none"),
        (
            #","token_endpoint_auth_methods_supported":["client_secret_basic","client_secret_post"]"#,
            "client_secret_basic"
        ),
        (#","token_endpoint_auth_methods_supported":["client_secret_post"]"#, "client_secret_post"),
        (#","token_endpoint_auth_methods_supported":["private_key_jwt"]"#, "client_secret_basic"), ("", "none"),
    ])
    func asksForASecretOnlyWhereNothingElseIsTaken(more: String, method: String) throws {
        #expect(try Self.wish(more).document["token_endpoint_auth_method"]?.string == method)
    }

    @Test func asksForTheDeviceGrantWhereItIsOffered() throws {
        let grants = try Self.wish(#","device_authorization_endpoint":"https://login.example.com/d""#)
            .document["grant_types"]?.strings
        #expect(grants?.last == "urn:ietf:params:oauth:grant-type:device_code")
        #expect(try Self.wish(scopes: []).document["scope"] == nil)
    }

    @Test func readsAPublicClient() throws {
        let client = try Self.judge(
            #"{"client_id":"c-1","registration_access_token":"rat","registration_client_uri":"https://h.example/r/c-1","#
                + #""redirect_uris":["http://127.0.0.1/callback","http://[::1]/callback"]}"#)
        #expect(client.clientID == "c-1")
        #expect(client.secret == nil && client.secretEnds == nil)
        #expect(client.accessToken == Secret("rat"))
        #expect(client.configuration?.text == "https://h.example/r/c-1")
        #expect(client.notes.isEmpty)
        #expect(!"\(client)".contains("rat\""))
    }

    @Test func readsASecretAndItsEnd() throws {
        let more = #","token_endpoint_auth_methods_supported":["client_secret_basic"]"#
        let client = try Self.judge(
            #"{"client_id":"c-1","client_secret":"s","client_secret_expires_at":1795269723}"#, more: more)
        #expect(client.secret == Secret("s"))
        #expect(client.secretEnds == Timestamp(seconds: 1_795_269_723))
        #expect(
            try Self.judge(#"{"client_id":"c","client_secret":"s","client_secret_expires_at":0}"#, more: more)
                .secretEnds
                == nil)
        #expect(Self.fault(#"{"client_id":"c-1"}"#, 201, more: more)?.message.contains("client_secret") == true)
    }

    @Test func saysWhatTheProviderChanged() throws {
        let client = try Self.judge(
            #"{"client_id":"c","client_secret":"s","redirect_uris":["http://127.0.0.1/callback"],"#
                + #""token_endpoint_auth_method":"client_secret_basic","grant_types":["authorization_code"]}"#, 200)
        #expect(client.notes.count == 3)
        #expect(client.notes[0].contains("http://[::1]/callback"))
        #expect(client.method == .clientSecretBasic)
    }

    @Test func provesItselfAsItWasRegistered() throws {
        let body = #"{"client_id":"c","client_secret":"s","token_endpoint_auth_method":"#
        let post = try Self.judge(body + #""client_secret_post"}"#)
        #expect(post.method == .clientSecretPost && post.secret == Secret("s"))
        // A secret beside `none` is nothing to prove oneself with.
        let none = try Self.judge(body + #""none"}"#)
        #expect(none.method == .none && none.secret == nil)
    }

    @Test(arguments: [
        (#""client_secret":"s","token_endpoint_auth_method":"private_key_jwt""#, "token_endpoint_auth_method"),
        (#""token_endpoint_auth_method":"client_secret_basic""#, "client_secret"),
        (#""token_endpoint_auth_method":7"#, "token_endpoint_auth_method"),
        (#""grant_types":["implicit"]"#, "grant_types"), (#""response_types":["token"]"#, "response_types"),
        (
            #""client_secret":"s","token_endpoint_auth_method":"client_secret_post","client_secret_expires_at":1000"#,
            "client_secret_expires_at"
        ),
    ])
    func aClientThatCannotLogInIsNone(members: String, words: String) throws {
        let fault = try #require(Self.fault(#"{"client_id":"c",\#(members)}"#, 201))
        #expect(fault.message.contains(words), "\(fault.message)")
        #expect(!fault.isRefusal)
    }

    @Test(arguments: [
        (
            #"{"error":"invalid_redirect_uri","error_description":"not\u001b[2J"}"#, 400,
            "does not take these redirect URIs", true
        ),
        (#"{"error":"invalid_client_metadata"}"#, 400, "--scope", true),
        (#"{"error":"invalid_software_statement"}"#, 400, "software statement", true),
        (#"{"error":"unapproved_software_statement"}"#, 400, "approved software", true),
        (#"{"error":"invalid_token"}"#, 401, "--registration-token-file", true),
        ("", 401, "--registration-token-file", true), ("", 403, "--registration-token-file", true),
        (#"{"error":"odd"}"#, 400, "odd", true), ("{}", 201, "no usable client_id", false),
        (#"{"client_id":""}"#, 201, "no usable client_id", false),
        (#"{"client_id":5}"#, 201, "no usable client_id", false),
        (#"{"client_id":"a\u0000b"}"#, 201, "no usable client_id", false), ("<html>", 201, "JSON object", false),
        ("", 302, "redirect", false), ("", 503, "HTTP 503", false),
    ])
    func explainsWhatWentWrong(body: String, status: Int, words: String, isRefusal: Bool) throws {
        let fault = try #require(Self.fault(body, status))
        #expect(fault.message.contains(words), "\(fault.message)")
        #expect(fault.isRefusal == isRefusal)
        #expect(!fault.message.unicodeScalars.contains("\u{1b}"))
    }
}
