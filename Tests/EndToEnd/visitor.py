"""A person with a browser, played by requests and BeautifulSoup.

`callback_for` walks from an authorization address through the pages of a server to the address that the server
redirects to in the end, and returns that address without asking for it. `deliver` asks for it, as the browser would.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit

import requests
from bs4 import BeautifulSoup, Tag

from servers import Server

REDIRECTS = {301, 302, 303, 307, 308}
USERNAME_FIELDS = {"username", "login", "user"}
REFUSALS = ("deny", "cancel", "decline", "refuse", "reject")
ELSEWHERE = ("logout", "switch", "forgot", "reset")


class Lost(AssertionError):
    """The visitor met a page it does not know how to leave."""


@dataclass
class Button:
    """A way to send a form: its name and value are sent with it when it has a name."""

    name: str | None
    value: str
    words: str

    def is_about(self, stems: tuple[str, ...]) -> bool:
        return any(stem in self.words for stem in stems)


class Visitor:
    """Signs in at one server. Each visitor has cookies of its own, so each begins signed out."""

    def __init__(self, server: Server, refusing: bool = False):
        self.server = server
        self.refusing = refusing
        # Consent is remembered by the servers for each person, so the one who refuses is another.
        self.username = "grace" if refusing else server.username
        self.session = requests.Session()
        self.session.headers["User-Agent"] = "Mozilla/5.0 (pixie end-to-end tests)"
        self.steps: list[str] = []

    def callback_for(self, address: str, goal: str | None = None) -> str:
        """The address the server sends the browser to in the end, at the origin `goal`. It is not asked for."""
        goal = origin_of(goal or parse_qs(urlsplit(address).query)["redirect_uri"][0])
        answer = self.ask("GET", address)
        for _ in range(20):
            if answer.status_code in REDIRECTS:
                target = urljoin(answer.url, answer.headers["Location"])
                if origin_of(target) == goal:
                    return target
                if not target.startswith(self.server.base + "/"):
                    raise Lost(f"sent away to {target}; so far: {self.steps}")
                answer = self.leave(target)
            elif answer.ok and "html" in answer.headers.get("Content-Type", ""):
                answer = self.fill_in(answer)
            else:
                raise Lost(f"{answer.status_code} {text_of(answer)[:400]!r}; so far: {self.steps}")
        raise Lost(f"no end in 20 steps: {self.steps}")

    def deliver(self, callback: str) -> requests.Response:
        """Opens the callback address, as a browser on the same machine would."""
        return requests.get(callback, timeout=60, allow_redirects=False)

    def ask(self, method: str, address: str, **rest) -> requests.Response:
        self.steps.append(f"{method} {urlsplit(address).path}")
        return self.session.request(method, address, allow_redirects=False, timeout=60, **rest)

    def leave(self, target: str) -> requests.Response:
        """Follows a redirect inside the server. glewlwyd's page needs a browser that runs scripts: see below."""
        if self.server.name == "glewlwyd" and urlsplit(target).path.endswith("/login.html"):
            return self.glewlwyd_page(target)
        return self.ask("GET", target)

    def fill_in(self, page: requests.Response) -> requests.Response:
        """Sends the form of a page: the one with a password if there is one, else the first that is posted."""
        soup = BeautifulSoup(page.text, "html.parser")
        posted = [form for form in soup.find_all("form") if form.get("method", "").lower() == "post"]
        asking = [form for form in posted if form.find("input", {"type": "password"})]
        if not posted:
            raise Lost(f"no form at {page.url}: {text_of(page)[:400]!r}; so far: {self.steps}")
        form = (asking or posted)[0]
        fields = self.fields_of(form)
        button = self.button_of(form, is_consent=not asking and not any(n in USERNAME_FIELDS for n, _ in fields))
        if button and button.name:
            fields.append((button.name, button.value))
        target = urljoin(page.url, form.get("action") or page.url)
        # Django's CSRF check wants to see where a form came from.
        headers = {"Referer": urldefrag(page.url)[0], "Origin": origin_of(page.url)}
        return self.ask("POST", target, data=fields, headers=headers)

    def fields_of(self, form: Tag) -> list[tuple[str, str]]:
        fields = []
        for element in form.find_all(["input", "select", "textarea"]):
            name, kind = element.get("name"), (element.get("type") or "text").lower()
            if not name or kind in ("submit", "button", "image", "reset", "file"):
                continue
            if kind in ("checkbox", "radio"):
                if element.has_attr("checked") or kind == "checkbox":
                    fields.append((name, element.get("value", "on")))
            elif kind == "password":
                fields.append((name, self.server.password))
            elif name in USERNAME_FIELDS and kind in ("text", "email"):
                fields.append((name, self.username))
            else:
                fields.append((name, element.get("value") or ""))
        return fields

    def button_of(self, form: Tag, is_consent: bool) -> Button | None:
        """The button a person would press: the refusing one on a consent page when that is the wish."""
        buttons = []
        for element in form.find_all(["button", "input"]):
            default = "submit" if element.name == "button" else "text"
            if (element.get("type") or default).lower() != "submit":
                continue
            value = element.get("value") or ""
            words = f"{element.get('name') or ''} {value} {element.get_text(' ', strip=True)}".lower()
            buttons.append(Button(element.get("name"), value, words))
        buttons = [button for button in buttons if not button.is_about(ELSEWHERE)]
        wanted = [button for button in buttons if button.is_about(REFUSALS) == (self.refusing and is_consent)]
        return wanted[0] if wanted else None

    def glewlwyd_page(self, target: str) -> requests.Response:
        """Does what the script of glewlwyd's page does: signs in and grants over JSON, then goes back."""
        said = {name: values[0] for name, values in parse_qs(urlsplit(target).query).items()}
        api = f"{self.server.base}/api"
        who = {"username": self.username, "password": self.server.password}
        granted = "" if self.refusing else said["scope"]
        for method, path, body in (
            ("POST", "/auth/", who),
            ("PUT", f"/auth/grant/{said['client_id']}", {"scope": granted}),
        ):
            answer = self.ask(method, api + path, json=body)
            if answer.status_code != 200:
                raise Lost(f"glewlwyd: {method} {path}: {answer.status_code} {answer.text[:300]}")
        back = said["callback_url"]
        return self.ask("GET", f"{back}{'&' if '?' in back else '?'}g_continue")


def origin_of(address: str) -> str:
    return "{0.scheme}://{0.netloc}".format(urlsplit(address))


def text_of(answer: requests.Response) -> str:
    if "html" in answer.headers.get("Content-Type", ""):
        return BeautifulSoup(answer.text, "html.parser").get_text(" ", strip=True)
    return answer.text
