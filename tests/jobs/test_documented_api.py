"""Every example of docs/api.md works, in its order, against a running demo."""

import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from domain.settings import Settings
from tests.pace import until

ROOT = Path(__file__).parents[2]
LINK = """
import sys
from domain import core, phrases, tables
from domain.registry import service as registry
from domain.kit.classified import Purpose
from domain.settings import Settings
from tests.pace import until
assert tables.METADATA
with core.build(Settings(), speaker=phrases.speaker).unit() as unit:
    owner = registry.meet(unit, 4711, locale="en", zone="Asia/Shanghai")
    registry.link(unit, owner.id, sys.argv[1])
    registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
"""


@pytest.fixture
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of ours, and this checkout's commands in the PATH."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"BEFOREHAND_{name.upper()}", raising=False)
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=os.pathsep)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))


@pytest.fixture
def demo(tmp_path: Path, plain_environment: None) -> Iterator[str]:
    """Start the demo as `make run` does, in a folder of its own; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    running = subprocess.Popen(
        [sys.executable, "-m", "jobs.cli", "run", "--demo", "--port", str(port)],
        cwd=tmp_path,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: answers(address), seconds=90, otherwise="the demo did not start")
        yield address
    finally:
        running.terminate()
        running.wait()


def answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health/live").is_success
    except httpx.HTTPError:
        return False


@pytest.mark.skipif(shutil.which("curl") is None, reason="needs curl")
def test_every_example_works_against_the_running_demo_as_it_stands(demo: str, tmp_path: Path) -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    assert sum(block.count("curl ") for block in blocks) >= 10
    script = ["set -eo pipefail", 'curl() { command curl -sS --fail-with-body "$@"; }']
    for block in blocks:
        told = block.replace("http://127.0.0.1:8000", demo)
        if "/link-code" in told:  # what the page says next: typed into the chat
            told = f"code=$({told.strip()} | field code)\n{sys.executable} -c '{LINK}' \"$code\""
        script.append(told)

    done = subprocess.run(
        ["bash", "-c", "\n".join(script)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert '"kept":1' in done.stdout
