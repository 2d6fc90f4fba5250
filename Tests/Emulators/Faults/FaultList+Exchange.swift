import DemoProvider
import HTTPTypes

extension FaultList {
    static let exchange = [
        spoiled("tok-verifier", "The verifier does not fit the challenge.") {
            $0.grant.order["code_challenge"] = PKCE.challenge(of: "another")
        },
        spoiled("tok-expired", "The code has expired.") { $0.expires = 0 },
        spoiled("tok-used", "The code was used before.") { $0.isUsed = true },
        spoiled("tok-redirect", "The redirect URI was another one.", in: everySystem.subtracting([.workos])) {
            $0.grant.order["redirect_uri"] = "http://127.0.0.1:1/other"
        },
        spoiled("tok-client", "The code belongs to another client.") { $0.grant.order["client_id"] = "other" },
        answered("tok-no-pkce", "PKCE is not supported for this client.", in: [.workosConnect]) { _ in
            .oauth("invalid_request", "PKCE is not supported for this application.")
        },
        answered("tok-empty", "200 with an empty object.") { _ in .json([:]) },
        answered("tok-html", "200 with a page.") { _ in .page("Sign in to the network") },
        answered("tok-429", "429 with Retry-After.") { _ in
            var answer = Answer.json(["message": "Too many requests."], status: .tooManyRequests)
            answer.fields[.retryAfter] = "7"
            return answer
        },
        answered("tok-401", "401.", in: [.workos]) { _ in .json(["message": "Unauthorized"], status: .unauthorized) },
        answered("tok-500", "500.") { _ in .json(["message": "Internal server error"], status: .internalServerError) },
        answered("tok-drop", "The connection ends without an answer.") { _ in
            Answer(.ok, delivery: .resetBefore)
        },
        answered("tok-description-nasty", "error_description holds escape sequences.") { _ in
            .oauth("invalid_grant", nasty)
        },
        answered("tok-trace", "The shape with id and trace_id.", in: [.singpass]) { _ in
            .json(
                [
                    "id": "error-id-1", "error": "CLIENT_SIDE_ERROR", "error_description": "The request is not valid.",
                    "trace_id": "trace-id-1",
                ], status: .badRequest)
        },
    ]

    /// What WorkOS says in the place of tokens: its three shapes and the codes of its step-ups.
    static let workOS =
        [
            answered("tok-shape-code", "400 with code and message.", in: [.workos]) { _ in
                .json(["code": "invalid_code", "message": "The code is not valid."], status: .badRequest)
            },
            answered("tok-shape-error", "400 with error and error_description.", in: [.workos]) { _ in
                .oauth("invalid_grant", "The code has expired or is invalid.")
            },
            answered("tok-shape-message", "400 with a message alone.", in: [.workos]) { _ in
                .json(["message": "Something about this request is wrong."], status: .badRequest)
            },
            answered("tok-pkce-not-supported", "PKCE is not supported.", in: [.workos]) { _ in
                .json(["code": "pkce_not_supported", "message": "PKCE is not supported."], status: .badRequest)
            },
            answered("tok-sso-required", "400 sso_required.", in: [.workos]) { _ in
                .json(
                    [
                        "error": "sso_required", "email": "demo@example.com", "connection_ids": ["conn_123"],
                        "error_description": "User must authenticate using one of the matching connections.",
                    ], status: .badRequest)
            },
            answered("tok-organization-methods", "400 organization_authentication_methods_required.", in: [.workos]) {
                _ in
                .json(
                    [
                        "error": "organization_authentication_methods_required", "email": "demo@example.com",
                        "error_description": "User must authenticate using one of the methods of the organization.",
                        "sso_connection_ids": ["conn_123"],
                    ], status: .badRequest)
            },
        ]
        + stepUps.map { code, message, more in
            answered("tok-step-\(code.replacing("_", with: "-"))", "403 \(code).", in: [.workos]) { _ in
                var body: JSON = ["code": .string(code), "message": .string(message)]
                for member in more.members { body.append(member.name, member.value) }
                return .json(body, status: .forbidden)
            }
        }

    private static let pending: JSON = "pending_token_01HY"
    private static let stepUps: [(String, String, JSON)] = [
        (
            "email_verification_required", "Email ownership must be verified before authentication.",
            [
                "pending_authentication_token": pending, "email": "demo@example.com",
                "email_verification_id": "email_verification_01HY",
            ]
        ),
        (
            "mfa_enrollment", "The user must enroll in MFA to finish authenticating.",
            ["pending_authentication_token": pending, "user": ["id": "user_01E4"]]
        ),
        (
            "mfa_challenge", "The user must complete an MFA challenge to finish authenticating.",
            [
                "pending_authentication_token": pending,
                "authentication_factors": [["id": "auth_factor_01FV", "type": "totp"]],
            ]
        ),
        (
            "organization_selection_required",
            "The user must choose an organization to finish their authentication.",
            [
                "pending_authentication_token": pending,
                "organizations": [["id": "org_01H9", "name": "Foo Corp"]], "user": ["id": "user_01E4"],
            ]
        ),
        ("authentication_method_not_allowed", "The authentication method is not allowed.", [:]),
        ("email_password_auth_disabled", "Email and password authentication is disabled.", [:]),
        (
            "passkey_progressive_enrollment", "The user must enroll a passkey.",
            ["pending_authentication_token": pending]
        ),
        ("radar_challenge", "The sign-in was challenged.", ["pending_authentication_token": pending]),
        ("radar_sign_up_challenge", "The sign-up was challenged.", ["pending_authentication_token": pending]),
        (
            "radar_sms_sign_in_challenge", "The sign-in was challenged by SMS.",
            ["pending_authentication_token": pending]
        ),
        ("application_consent_required", "The user must consent to the application.", [:]),
    ]

    private static func spoiled(
        _ id: String, _ says: String, in systems: Set<SystemName> = everySystem,
        _ spoil: @escaping @Sendable (inout Grants.Item) -> Void
    ) -> Fault {
        Fault(id: id, stage: .exchange, expectation: .reject, says: says, systems: systems, deed: .grant(spoil))
    }

    private static func answered(
        _ id: String, _ says: String, in systems: Set<SystemName> = everySystem,
        _ answer: @escaping @Sendable (Ask) -> Answer
    ) -> Fault {
        Fault(id: id, stage: .exchange, expectation: .reject, says: says, systems: systems, deed: .exchange(answer))
    }
}
