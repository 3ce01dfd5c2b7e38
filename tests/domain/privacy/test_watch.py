"""Whether all is well is only said of a car that was judged, in both languages."""

from datetime import datetime, timedelta

import pytest

from domain.core import Core
from domain.explain.facts import Language
from domain.kit.classified import ASKED
from domain.phrases import speaker
from domain.privacy.watch import KNOWS, State, Watch, line, watch
from domain.registry import service as registry
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record
from tests.conftest import NOW
from tests.domain.privacy.conftest import Person, meet

DAYS = 30
QUIET: dict[str, object] = {paths.SPEED: 0.0}
NO_FAULTS = QUIET | {paths.DTC_PLACES[0]: 0.0}
CLAIMS: dict[Language, tuple[str, ...]] = {
    "en": ("No open warnings", "No warning is open"),
    "zh_Hans": ("没有提醒", "均无未处理的提醒"),
}


@pytest.fixture
def agreed(core: Core, me: Person) -> Person:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
    return me


def rests(
    core: Core, person: Person, *, days: int, until: datetime = NOW, readings: dict[str, object] = QUIET
) -> None:
    """Let a car send a quiet hour on each of some days; readings: what each record says."""
    with core.unit() as unit:
        car = registry.vehicle(unit, person.vehicle_id)
        records = [
            Record(
                (until - timedelta(days=day, minutes=minute)).isoformat(),
                readings,
            )
            for day in reversed(range(days))
            for minute in range(60, 0, -5)
        ]
        telemetry.ingest(unit, car, Batch(records))
        telemetry.refresh(unit, car.id)


def watched(core: Core, person: Person) -> Watch:
    with core.reading() as unit:
        return watch(unit, registry.vehicle(unit, person.vehicle_id), person.row(unit))


def test_a_car_that_never_sent_anything_is_unheard(core: Core, agreed: Person) -> None:
    assert watched(core, agreed).state is State.UNHEARD


def test_a_car_that_has_just_begun_to_send_is_heard_before_its_first_round(
    core: Core, agreed: Person
) -> None:
    at = NOW - timedelta(minutes=5)
    with core.unit() as unit:
        car = registry.vehicle(unit, agreed.vehicle_id)
        telemetry.ingest(unit, car, Batch([Record(at.isoformat(), QUIET)]))

    result = watched(core, agreed)

    assert (result.state, result.last_at) == (State.UNJUDGED, at)


def test_a_car_that_fell_silent_is_silent_since_its_last_record(core: Core, agreed: Person) -> None:
    last = NOW - timedelta(days=10)
    rests(core, agreed, days=DAYS, until=last)
    found = watched(core, agreed)
    assert found.state is State.SILENT
    assert found.last_at == last - timedelta(minutes=5)


def test_a_car_of_a_single_hour_is_unjudged(core: Core, agreed: Person) -> None:
    rests(core, agreed, days=1)
    assert watched(core, agreed).state is State.UNJUDGED


@pytest.mark.parametrize(("mode", "state"), [(False, State.ON), (True, State.PARTLY)])
def test_a_judged_car_is_on_and_in_privacy_mode_partly(
    core: Core, agreed: Person, *, mode: bool, state: State
) -> None:
    rests(core, agreed, days=DAYS, readings=NO_FAULTS)
    with core.unit() as unit:
        agreed.row(unit).privacy_mode = mode
    found = watched(core, agreed)
    assert found.state is state
    assert found.at_work
    assert found.idle
    assert not set(found.at_work) & set(found.idle)


@pytest.mark.parametrize("locale", ["en", "zh_Hans"])
@pytest.mark.parametrize("state", State)
def test_only_a_judged_car_is_said_to_have_no_open_warning(state: State, locale: Language) -> None:
    said = speaker(locale).say(
        line(Watch(state, at_work=("tyre_pressure",), last_at=NOW), zone="Asia/Shanghai")
    )
    assert ("✅" in said) is (state is State.ON)
    assert any(claim in said for claim in CLAIMS[locale]) is (state in KNOWS)
