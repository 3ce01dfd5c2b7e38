"""The demo's player, where the cars' readings cannot be sent."""

import threading
from pathlib import Path

import pytest

from domain.kit.classified import Purpose
from domain.kit.clock import TimeLapse
from domain.registry import service as registry
from jobs.demo import run
from tests.pace import until
from tests.walks.conftest import Onwards, settings_for

LITTLE_BLUE, COCONUT = 1, 3


def test_a_story_plays_to_its_end_while_nobody_takes_in_what_the_cars_send(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    demo = run.prepare(settings_for(tmp_path), clock=TimeLapse(Onwards()))  # nothing listens on its port
    with demo.core.unit() as unit:
        owner = registry.meet(unit, 1, locale="en", zone="UTC")
        for car in (LITTLE_BLUE, COCONUT):
            registry.link(unit, owner.id, registry.link_code(unit, car))
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
    player = demo.player
    playing = threading.Thread(target=player.run)
    player.start(COCONUT, "puncture")
    playing.start()
    try:
        until(lambda: player.stages[COCONUT].status.code == "demo.quiet")
    finally:
        player.stop()
        playing.join()
        player.close()
        demo.core.engine.dispose()

    assert "the demo stumbled over what car 1 sends" in caplog.text
