"""Lies at the places beside the login itself: where a request is pushed, where a code for another device comes from and is
asked about, and where a token is revoked.

As in lies.py each is a function from the running provider to a `Lie`, and side_lies.txt says what it has to end in.
"""

from hostile import NASTY
from lies import spelled
from lying_provider import Lie, Reply

GRANT = "urn:ietf:params:oauth:grant-type:device_code"
LISTED = {"grant_types_supported": ["authorization_code", "refresh_token", GRANT]}
LONG = 70_000


def pushed(reply: Reply | bytes | None = None, status: str = "201 Created", **changed):
    """What the answer to a pushed request says."""

    def make(provider) -> Lie:
        members = {name: spelled(value, provider) for name, value in changed.items()}
        replies = {} if reply is None else {"push": reply}
        return Lie(
            offers=("push",), metadata={"require_pushed_authorization_requests": True}, push=members,
            push_status=status, replies=replies)

    return make


def device(reply: Reply | bytes | None = None, **changed):
    """What the answer to the wish for a code says. Nobody enters the code: the browser brings the answer."""

    def make(provider) -> Lie:
        members = {name: spelled(value, provider) for name, value in changed.items()}
        replies = {"poll": Reply({"error": "authorization_pending"}, "400 Bad Request")}
        replies |= {} if reply is None else {"device": reply}
        return Lie(offers=("device",), metadata=LISTED, device=members, replies=replies)

    return make


def polled(reply: Reply | bytes | None = None, **changed):
    """What is said when pixie asks whether the code was entered."""

    def make(provider) -> Lie:
        replies = {} if reply is None else {"poll": reply}
        return Lie(offers=("device",), metadata=LISTED, replies=replies, **changed)

    return make


def revoked(reply: Reply | bytes):
    return lambda provider: Lie(offers=("revoke",), replies={"revoke": reply})


def refusal(code: str, status: str = "400 Bad Request", *fields: str, **more) -> Reply:
    return Reply({"error": code} | more, status, fields=fields)


def elsewhere(place: str):
    """A redirect to another host, which would take along what was sent."""

    def make(provider) -> Lie:
        to = Reply(b"", "307 Temporary Redirect", fields=(f"Location: {provider.elsewhere}/{place}",))
        listed = {"require_pushed_authorization_requests": True} if place == "push" else LISTED
        return Lie(offers=("device" if place == "poll" else place,), metadata=listed, replies={place: to})

    return make


PAGE = Reply("<html><body>Sign in</body></html>", "200 OK", "text/html")
BUSY = Reply("busy", "503 Service Unavailable", "text/plain", ("Retry-After: 99999999999999999999",))
URN = "urn:ietf:params:oauth:request_uri:"

SIDE_LIES = {
    # The pushed request (RFC 9126).
    "push-honest": pushed(),
    "push-200": pushed(status="200 OK"),
    "push-uri-number": pushed(request_uri=17),
    "push-uri-empty": pushed(request_uri=""),
    "push-uri-list": pushed(request_uri=[URN + "a"]),
    "push-uri-nasty": pushed(request_uri=URN + NASTY),
    "push-uri-newline": pushed(request_uri=URN + "a\r\nX-Injected: 1"),
    "push-uri-space": pushed(request_uri=URN + "a b"),
    "push-uri-ampersand": pushed(request_uri=URN + "a&redirect_uri=https://evil.example/"),
    "push-uri-elsewhere": pushed(request_uri="{elsewhere}/request"),
    "push-uri-long": pushed(request_uri=URN + "a" * LONG),
    "push-no-lifetime": pushed(expires_in=None),
    "push-lifetime-zero": pushed(expires_in=0),
    "push-lifetime-negative": pushed(expires_in=-5),
    "push-lifetime-text": pushed(expires_in="60"),
    "push-lifetime-word": pushed(expires_in="soon"),
    "push-lifetime-huge": pushed(expires_in=10**300),
    "push-empty": pushed(Reply(b"", "201 Created")),
    "push-page": pushed(PAGE),
    "push-array": pushed(Reply([], "201 Created")),
    "push-twice": pushed(Reply('{"request_uri":"urn:a","request_uri":"urn:b","expires_in":60}', "201 Created")),
    "push-error-in-200": pushed(refusal("invalid_request", "200 OK")),
    "push-error-nasty": pushed(refusal("invalid_request", error_description=NASTY)),
    "push-error-number": pushed(Reply({"error": 7}, "400 Bad Request")),
    "push-unauthorized": pushed(refusal("invalid_client", "401 Unauthorized", "WWW-Authenticate: Basic realm=x")),
    "push-busy": pushed(BUSY),
    "push-too-many": pushed(Reply("", "429 Too Many Requests", fields=("Retry-After: -1",))),
    "push-elsewhere": elsewhere("push"),
    # The code for another device (RFC 8628 section 3.2). Where it is unusable, the browser still is.
    "dev-no-device-code": device(device_code=None),
    "dev-device-code-number": device(device_code=5),
    "dev-device-code-nasty": device(device_code=NASTY),
    "dev-no-user-code": device(user_code=None),
    "dev-user-code-empty": device(user_code=""),
    "dev-user-code-number": device(user_code=12345678),
    "dev-user-code-nasty": device(user_code=NASTY),
    "dev-user-code-long": device(user_code="A" * 5000),
    "dev-no-address": device(verification_uri=None),
    "dev-address-old-name": device(verification_uri=None, verification_url="{issuer}/device"),
    "dev-address-script": device(verification_uri="javascript:alert(1)"),
    "dev-address-file": device(verification_uri="file:///etc/passwd"),
    "dev-address-plain-http": device(verification_uri="http://login.example.com/device"),
    "dev-address-userinfo": device(verification_uri="https://login.example.com@evil.example/device"),
    "dev-address-nasty": device(verification_uri="https://login.example.com/" + NASTY),
    "dev-address-long": device(verification_uri="https://login.example.com/" + "a" * LONG),
    "dev-complete-script": device(verification_uri_complete="javascript:alert(1)"),
    "dev-complete-number": device(verification_uri_complete=7),
    "dev-no-lifetime": device(expires_in=None),
    "dev-lifetime-zero": device(expires_in=0),
    "dev-lifetime-negative": device(expires_in=-1),
    "dev-lifetime-huge": device(expires_in=10**300),
    "dev-lifetime-text": device(expires_in="600"),
    "dev-interval-zero": device(interval=0),
    "dev-interval-negative": device(interval=-(10**300)),
    "dev-interval-huge": device(interval=10**300),
    "dev-interval-fraction": device(interval=0.0000001),
    "dev-interval-text": device(interval="1"),
    "dev-interval-null": device(interval=[None]),
    "dev-page": device(PAGE),
    "dev-busy": device(BUSY),
    "dev-array": device(Reply([])),
    "dev-refused": device(refusal("unauthorized_client")),
    "dev-device-elsewhere": elsewhere("device"),
    # Whether it was entered (RFC 8628 section 3.5).
    "poll-honest": polled(),
    "poll-nonce": polled(claims={"nonce": "another"}),
    "poll-other-audience": polled(claims={"aud": "somebody"}),
    "poll-no-id-token": polled(poll={"id_token": None}),
    "poll-type-mac": polled(poll={"token_type": "mac"}),
    "poll-denied": polled(refusal("access_denied")),
    "poll-expired": polled(refusal("expired_token")),
    "poll-slow-down": polled(refusal("slow_down", interval=10**300)),
    "poll-pending-in-200": polled(refusal("authorization_pending", "200 OK")),
    "poll-pending-and-token": polled(Reply({"error": "authorization_pending", "access_token": "a", "token_type": "Bearer"})),
    "poll-unknown": polled(refusal("teapot", "418 I'm a teapot", error_description=NASTY)),
    "poll-grant": polled(refusal("invalid_grant")),
    "poll-page": polled(PAGE),
    "poll-array": polled(Reply([])),
    "poll-busy": polled(BUSY),
    "poll-too-many": polled(Reply("", "429 Too Many Requests", fields=("Retry-After: 1e308",))),
    "poll-dropped": polled(lambda provider, connection: None),
    "poll-elsewhere": elsewhere("poll"),
    # The end of a session (RFC 7009 section 2.2).
    "revoke-honest": revoked(Reply(b"")),
    "revoke-page": revoked(PAGE),
    "revoke-no-content": revoked(Reply(b"", "204 No Content")),
    "revoke-error-in-200": revoked(refusal("invalid_token", "200 OK")),
    "revoke-unsupported": revoked(refusal("unsupported_token_type")),
    "revoke-nasty": revoked(refusal("invalid_request", error_description=NASTY)),
    "revoke-error-number": revoked(Reply({"error": 7}, "400 Bad Request")),
    "revoke-busy": revoked(BUSY),
    "revoke-dropped": revoked(lambda provider, connection: None),
    "revoke-not-there": revoked(Reply("no", "404 Not Found", "text/plain")),
    "revoke-elsewhere": elsewhere("revoke"),
}
