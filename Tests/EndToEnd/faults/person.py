"""The person in front of the browser, and the way from the authorization address to an answer."""

import http.client
from urllib.parse import parse_qsl, urlencode, urlsplit

from program import Program
from servers import Server
from visitor import Visitor


def address_or_end(program: Program, seconds: float = 60) -> str | None:
    """The authorization address, or None when the program ended before it had one."""
    try:
        return program.address(seconds)
    except AssertionError:
        if program.is_running() and program.process.wait(60) is None:
            raise
        return None


def answer_for(server: Server, address: str, goal: str | None, ca_file: str | None = None) -> str:
    """Signs in and returns the address that the provider sends the browser to, wherever at `goal` that is."""
    visitor = Visitor(server)
    if ca_file:
        # A bundle named in the environment would go before it.
        visitor.session.trust_env = False
        visitor.session.verify = ca_file
    return visitor.callback_for(address, goal)


def open_address(address: str, method: str = "GET", seconds: float = 60) -> int:
    """Asks for the address as it is, octet for octet; the status of the page, 0 when there was none."""
    parts = urlsplit(address)
    target = address[address.index(parts.netloc) + len(parts.netloc) :].split("#")[0] or "/"
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=seconds)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        connection.endheaders()
        page = connection.getresponse()
        page.read()
        return page.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def repaired(callback: str, address: str, goal: str | None, issuer: str) -> str:
    """The answer that an honest provider would have given with the same code; without one, an honest refusal."""
    asked = dict(parse_qsl(urlsplit(address).query))
    given = parse_qsl(urlsplit(callback).query, keep_blank_values=True)
    code = next((value for name, value in given if name == "code" and value), None)
    answer = {"code": code} if code else {"error": "access_denied"}
    answer |= {"state": asked["state"], "iss": issuer}
    return f"{asked.get('redirect_uri') or f'{goal}/callback'}?{urlencode(answer)}"


def was_refused(line: str) -> bool:
    return "not used" in line.lower()


def wait_until_refused(program: Program, page: int, seconds: float = 60) -> None:
    """Until the line mode has said that the answer was not used. A page of its own says enough for wrong paths."""
    if page in (404, 405, 414, 421, 431):
        return
    while not was_refused(program.errors):
        program.line_containing("ot used", seconds)


