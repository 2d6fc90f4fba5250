"""What the end-to-end tests expect to read and which keys they press: the one place to follow a changed wording."""

# Words that stand on the screens.
SIGN_IN_MARK = "Open this address in any browser"
TOKENS_MARK = "Claims"
FAILED_GLYPH = "✗"
STEPS = ["Profile", "Discover", "Request", "Sign in", "Exchange", "Tokens"]
HELP_MARK = "Help"

# Keys.
DEMO_KEY = "d"
COPY_KEY = "c"
HELP_KEY = "?"
PLAIN_PAGE_KEY = "p"
TABS = "12345"
# The demo stops after Discover and after Request.
GO_ON_KEY = "enter"
# Leaving asks when something would be lost: an attempt, or tokens.
LEAVE_SIGN_IN = ["q", "d"]
LEAVE_TOKENS = ["q", "d"]

# The script contract.
ADDRESS_LINE = "Open this address in any browser, on any machine:"

EXIT_OK = 0
EXIT_OTHER = 1
EXIT_USAGE = 2
EXIT_REFUSED = 3
EXIT_CHECK_FAILED = 4
EXIT_NO_TERMINAL = 5
EXIT_TERMINAL_UNUSABLE = 6
EXIT_NETWORK = 7
EXIT_EXPIRED = 8
EXIT_HANGUP = 129
EXIT_INTERRUPT = 130
EXIT_TERMINATED = 143

OUTCOME_SIGNED_IN = "signed_in"
OUTCOME_REFUSED = "refused"
OUTCOME_FAILED = "failed"
OUTCOME_CANCELLED = "cancelled"
OUTCOME_EXPIRED = "expired"

# Reasons that scripts may rely on.
REASON_OK = "ok"
REASON_ACCESS_DENIED = "access_denied"

# Checks that no login may end without.
CALLBACK_CHECKS = ["callback.address", "callback.parameters", "callback.state", "callback.iss", "callback.code"]
ID_TOKEN_CHECKS = [
    "id_token.form",
    "id_token.signature",
    "id_token.iss",
    "id_token.aud",
    "id_token.azp",
    "id_token.exp",
    "id_token.iat",
    "id_token.nonce",
    "id_token.sub",
    "id_token.at_hash",
]
PASSED = "passed"
VERDICTS = {"passed", "failed", "skipped"}

# pixie pkce: RFC 7636 appendix B.
RFC_VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
RFC_CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
PKCE_MAKE = ["pkce", "--json"]
PKCE_LENGTH = ["pkce", "--json", "--length"]
PKCE_LENGTH_MESSAGE = "Code verifier length must be between 43 and 128, got {}"


def pkce_check(verifier: str, challenge: str | None = None) -> list[str]:
    """The command that looks at somebody's own verifier and challenge."""
    return ["pkce", "--json", verifier, *(["--challenge", challenge] if challenge else [])]


# pixie inspect.
INSPECT = ["inspect"]
INSPECT_JSON = ["inspect", "--json"]
INSPECT_KEYS_OPTION = "--jwks"
INSPECT_ISSUER_OPTION = "--issuer"
VERIFIED_WORD = "VERIFIED"
UNVERIFIED_WORD = "UNVERIFIED"

# What a provider that misbehaves at discovery ends in: exit status and reason.
UNREACHABLE = (EXIT_NETWORK, "network_refused")
SLOW = (EXIT_NETWORK, "network_timeout")
# A whole exchange may take this long before it is given up (Limits.exchangeSeconds).
EXCHANGE_SECONDS = 30
