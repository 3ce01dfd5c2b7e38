"""The operator's keys end to end: dossiers of either side of a rotation hold by the number that was published first."""

from pathlib import Path

import pytest

from domain import phrases
from domain.core import Core
from domain.logbook import page, service
from domain.logbook.facts import Section
from domain.registry.facts import Serviced
from domain.upkeep import services
from tests.domain.dialogue.chat import begun
from tests.jobs.test_cli import Shell, shell  # noqa: F401 - a fixture


@pytest.fixture
def database() -> str:
    return "sqlite"


def test_dossiers_before_and_after_a_rotation_hold_by_the_first_key(
    core: Core,
    shell: Shell,  # noqa: F811
    tmp_path: Path,
) -> None:
    chat = begun(core, "en")
    numbers = []
    for work in ("brake_fluid", "cabin_filter"):
        with core.unit() as unit:
            services.record(unit, chat.owner_id, 1, Serviced(work, unit.now.date()))
            dossier = service.hand_over(unit, chat.owner_id, 1, tuple(Section))
        file = tmp_path / f"{work}.html"
        file.write_text(page.render(dossier, phrases.speaker, language="en"), encoding="utf-8")
        numbers.append(shell.answer("dossier", "keys", "rotate")["key"])

    listed = [each["key"] for each in shell.answer("dossier", "keys", "list")]
    assert listed[1:] == numbers
    for work in ("brake_fluid", "cabin_filter"):
        assert (
            shell.run("dossier", "verify", str(tmp_path / f"{work}.html"), "--key", listed[0]).exit_code == 0
        )
    assert shell.refusal("dossier", "verify", str(tmp_path / "brake_fluid.html"), "--key", listed[2]) == (
        "dossier_wrong_key"
    )
