"""What a shell gets: completions in bash, zsh and fish, and the manual page."""

import subprocess
from pathlib import Path

import pytest

from environment import binary, clean_environment
from program import run
from terminal import Terminal

SHELLS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}
LOAD = {
    "bash": "source {script}",
    "zsh": "autoload -Uz compinit; compinit -u -D; source {script}; compdef _pixie pixie",
    "fish": "source {script}",
}


@pytest.fixture
def shell_of(home):
    run(home, "profiles", "add", "acme-dev", "https://login.example.com", "--client-id", "app")
    run(home, "profiles", "add", "zebra", "https://other.example.com", "--client-id", "app")

    def start(name: str) -> Terminal:
        script = home / f"pixie.{name}"
        script.write_text(run(home, "--generate-completion-script", name).output)
        folder = Path(binary()).parent
        environment = clean_environment(home, PATH=f"{folder}:/usr/bin:/bin", PS1="$ ", PROMPT="$ ")
        terminal = Terminal(SHELLS[name], environment, columns=100)
        terminal.wait_for(r"(?m)[$#>]$")
        terminal.send((LOAD[name].format(script=script) + "; echo loa''ded\r").encode())
        terminal.wait_for("loaded")
        terminal.settle()
        return terminal

    return start


@pytest.mark.parametrize("shell", SHELLS)
@pytest.mark.parametrize(("typed", "completed"), [
    ("pixie tok", "pixie token"), ("pixie token ac", "pixie token acme-dev"), ("pixie doctor ze", "pixie doctor zebra"),
    ("pixie login --no-bro", "pixie login --no-browser"),
    ("pixie credential docker --profile ac", "pixie credential docker --profile acme-dev"),
    ("pixie login --provider singp", "pixie login --provider singpass"),
    ("pixie login --provider banno --set ban", "pixie login --provider banno --set bank="),
    ("pixie login --provider workos-connect --set sub", "pixie login --provider workos-connect --set subdomain="),
    ("pixie profiles add x --provider mic", "pixie profiles add x --provider micro"),
])
def test_the_tabulator_completes(shell_of, shell, typed, completed):
    with shell_of(shell) as terminal:
        terminal.send(typed.encode())
        terminal.settle()
        terminal.send(b"\t")
        # Bash quotes an equals sign, which the program does not get to see.
        terminal.wait_for(completed.replace(".", r"\.").replace("=", r"\\?="))


@pytest.mark.parametrize("way", [["man"], ["--man"]])
def test_the_manual_page_is_one_and_names_every_command_and_option(home, way):
    page = run(home, *way)
    assert page.status == 0
    ended = subprocess.run(
        ["groff", "-man", "-Tutf8", "-ww", "-rHY=0", "-P-cbou"], input=page.output, capture_output=True, text=True,
        timeout=60, env=clean_environment(home), check=False)
    assert ended.returncode == 0
    assert [line for line in ended.stderr.splitlines() if "hyphenation" not in line] == []
    shown = ended.stdout.replace("\u2010", "-").replace("\u2212", "-")
    for words in ("pixie login", "--client-id id", "pixie credential docker", "pixie profiles add", "--key-source source",
                  "EXIT STATUS", "PIXIE_KEY_SOURCE", "pixie doctor"):
        assert words in shown, words
