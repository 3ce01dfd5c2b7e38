"""The README's examples run, and say what it says."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BEFOREHAND = Path(sys.executable).with_name("beforehand")


def examples() -> list[tuple[str, str]]:
    """Each `$ command` of the console blocks, with what is printed below it."""
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(), flags=re.DOTALL)
    told = [part for block in blocks for part in re.split(r"^\$ ", block, flags=re.MULTILINE) if part]
    return [(command, output) for command, _, output in (part.partition("\n") for part in told)]


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(("command", "output"), examples(), ids=lambda text: text.split("\n")[0][:40])
def test_the_readme_shows_what_a_command_prints(command: str, output: str) -> None:
    words = [found[0] or found[1] for found in re.findall(r'"([^"]*)"|(\S+)', command)]
    told = subprocess.run([BEFOREHAND, *words[1:]], capture_output=True, text=True, check=True, cwd=ROOT)

    assert lines(told.stdout) == lines(output)


def test_the_pages_that_the_readme_links_to_are_there() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / "README.md").read_text())

    assert [link for link in links if not (ROOT / link).exists()] == []
