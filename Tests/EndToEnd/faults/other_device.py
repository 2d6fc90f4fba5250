"""A provider at which a code can be entered on another device, and nobody does before the test says so."""

from lying_provider import Lie, LyingProvider, Reply

USER_CODE = "WDJB-MJHT"


def other_device(said: str = "authorization_pending", interval: int = 1) -> LyingProvider:
    """Each question whether the code was entered gets this error until `post("behave")`. There are `interval` seconds
    between two questions."""
    return LyingProvider(lambda provider: Lie(
        offers=("device",),
        device={
            "user_code": USER_CODE, "interval": interval,
            "verification_uri_complete": f"{provider.issuer}/device?user_code={USER_CODE}",
        },
        replies={"poll": Reply({"error": said}, "400 Bad Request")},
    ))
