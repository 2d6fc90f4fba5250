"""A login at `pixie provider` up to Sign in, wherever pixie runs, and the answer of its provider."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from environment import binary
from faulty_provider import FaultyProvider
from logins import with_parameter
from person import answer_for


class SignIn:
    """A correct provider, the command that logs in there, and answers to the address that pixie shows."""

    def __init__(self, home: Path, fault: str = "ok"):
        self.provider = FaultyProvider(home, fault)
        self.server = self.provider.server()

    def __enter__(self) -> "SignIn":
        return self

    def __exit__(self, *problem) -> None:
        self.provider.__exit__()

    def command(self, *more: str) -> list[str]:
        arguments = ["login", self.provider.issuer, "--client-id", self.server.client_id, "--no-browser"]
        return [binary(), *arguments, "--no-save", *more]

    def answer(self, address: str) -> str:
        """The address on which the browser ends, not asked for."""
        return answer_for(self.server, address, None)

    @staticmethod
    def parameter(address: str, name: str) -> str:
        return parse_qs(urlsplit(address).query)[name][0]

    @staticmethod
    def redirect(address: str) -> str:
        return SignIn.parameter(address, "redirect_uri")

    @staticmethod
    def changed(callback: str, **parameters: str) -> str:
        return with_parameter(callback, **parameters)
