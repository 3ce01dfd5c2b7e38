"""The demo's player, where the cars' readings cannot be sent, the operator's door, and the made-up year."""

import threading
from collections import Counter
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import numpy as np
import pytest
from litestar.connection import ASGIConnection
from litestar.exceptions import PermissionDeniedException
from sqlmodel import select

from domain.booking.tables import PartUnit
from domain.core import Unit
from domain.kit.classified import Purpose
from domain.kit.clock import TimeLapse
from domain.registry import service as registry
from domain.signin import service as sessions
from domain.signin.service import Guest
from domain.telemetry import travels
from jobs import due, timetable
from jobs.demo import listings, operator, run, year
from jobs.demo.past import Car, Diary, Past
from tests.conftest import NOW
from tests.pace import until
from tests.walks.conftest import Onwards, served, settings_for

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


def test_while_a_story_plays_others_begin_and_wait_and_nobody_is_signed_out(tmp_path: Path) -> None:
    with served(settings_for(tmp_path)) as stage:
        core, player = stage.demo.core, stage.demo.player
        with core.unit() as unit:
            owner = registry.meet(unit, 1, locale="en", zone="UTC")
            registry.link(unit, owner.id, registry.link_code(unit, LITTLE_BLUE))
            registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
            secret = sessions.begin(unit, Guest("owner", "Ann", owner_id=owner.id))
            began = unit.now
        until(lambda: player.stages[LITTLE_BLUE].status.code == "demo.ready")
        player.start(LITTLE_BLUE, "months")
        until(lambda: player.stages[LITTLE_BLUE].status.code == "demo.playing")
        with core.unit() as unit:
            registry.link(unit, owner.id, registry.link_code(unit, COCONUT))

        until(lambda: player.stages[COCONUT].status.code == "demo.ready")
        player.start(COCONUT, "puncture")
        assert player.stages[COCONUT].status.code == "demo.queued"
        assert player.stages[LITTLE_BLUE].status.code == "demo.playing"
        until(lambda: core.clock.now() > began + timedelta(days=3))
        with core.unit() as unit:
            assert sessions.who(unit, secret).access.owner_id == owner.id


def test_trips_of_the_weeks_before_are_there_as_soon_as_their_owner_agrees_however_lately_cars_were_looked_after(
    tmp_path: Path,
) -> None:
    with served(settings_for(tmp_path)) as stage:
        core = stage.demo.core
        with core.unit() as unit:
            owner = registry.meet(unit, 1, locale="en", zone="UTC")
            registry.link(unit, owner.id, registry.link_code(unit, LITTLE_BLUE))
            registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
        until(lambda: stage.demo.player.stages[LITTLE_BLUE].status.code == "demo.ready")
        due.tick(core, timetable.TIMETABLE)
        with core.unit() as unit:
            registry.consent(unit, owner.id, purpose=Purpose.DRIVING, given=True, channel="test")

        def past() -> int:
            with core.reading() as unit:
                since, now = unit.now - timedelta(days=29), unit.now
                return len(travels.between(unit, LITTLE_BLUE, owner.id, since=since, until=now).trips)

        until(lambda: past() > 20)


def test_who_looks_as_the_operator_stays_signed_in_while_stories_move_the_clock_by_days(
    tmp_path: Path,
) -> None:
    with served(settings_for(tmp_path)) as stage, httpx.Client(base_url=stage.url) as browser:
        assert browser.get("/playground/api/operator").headers["location"] == "/operator"
        for _day in range(3):
            clock = stage.demo.core.clock
            assert isinstance(clock, TimeLapse)
            clock.advance(timedelta(days=2))
            assert browser.get("/operator").status_code == 200

        foreign = {"sec-fetch-site": "cross-site"}
        assert browser.get("/playground/api/operator", headers=foreign).status_code == 403
        foreign["referer"] = "https://evil.example/"
        assert browser.get("/playground/api/operator", headers=foreign).status_code == 403
        foreign["referer"] = "http://127.0.0.1:8000/"
        assert browser.get("/playground/api/operator", headers=foreign).status_code == 303


@pytest.mark.parametrize("host", ["192.168.1.9", "10.0.0.1", "8.8.8.8"])
def test_the_operators_door_is_shut_to_other_machines(host: str) -> None:
    scope: Any = {"type": "http", "client": (host, 50_000), "headers": []}
    connection: ASGIConnection[Any, Any, Any, Any] = ASGIConnection(scope)
    with pytest.raises(PermissionDeniedException):
        operator.is_local(connection, operator.enter)


@pytest.mark.parametrize("days", range(0, 70, 10))
def test_every_visit_of_the_made_up_year_is_over_when_it_ends(days: int) -> None:
    ends_at = NOW + timedelta(days=days)
    diary, told = Diary(ends_at), Counter[str]()
    for place in range(year.CARS):
        past = Past(ends_at, diary, np.random.default_rng((days, place)), count(1))
        year.live(past, Car(place, id=place, owner_id=place, centre_id=place % 2))
        told += Counter(event.__qualname__ for _, event in past.events)

    begun = told["Past.visit.<locals>.begin"]
    assert begun > year.CARS
    assert begun == told["Past._finish.<locals>.conclude"] + told["Past.visit.<locals>.<lambda>"]


def test_an_owner_of_the_made_up_year_who_cannot_be_told_is_left_out_and_no_stock_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    demo = run.prepare(settings_for(tmp_path), clock=TimeLapse(Onwards()))
    tell_one, tried = year._tell_one, []

    def fail(unit: Unit, past: Past, number: int) -> None:
        tried.append(number)
        tell_one(unit, past, number)
        if number == 1:
            raise LookupError

    monkeypatch.setattr(year, "_tell_one", fail)
    with demo.core.reading() as unit:
        before = {each.id: each.visit_id for each in unit.session.exec(select(PartUnit))}
    year.tell(demo.core, ends_at=NOW, owners=3)

    assert tried == [0, 1, 2]
    assert caplog.text.count("of the made-up year is left out") == 1
    with demo.core.reading() as unit:
        assert {each.id: each.visit_id for each in unit.session.exec(select(PartUnit))} == before
    demo.core.engine.dispose()


def test_a_year_is_told_also_where_the_market_could_not_be_taught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told = threading.Event()

    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(listings, "teach", fail)
    monkeypatch.setattr(year, "tell", lambda *_, **__: told.set())
    demo = run.prepare(settings_for(tmp_path), clock=TimeLapse(Onwards()), has_past=True)
    with run._remembering(demo) as remember:
        remember()
        until(told.is_set)
    demo.player.close()
    demo.core.engine.dispose()

    assert "listings of used cars are missing" in caplog.text
