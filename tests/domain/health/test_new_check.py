"""A new check is one object with the names of `Check`: everything else that a warning needs is there already."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial

import pytest

from domain import phrases
from domain.alerts import service as alerts
from domain.alerts.tables import Alert
from domain.contact import service as contact
from domain.contact.facts import Message
from domain.core import Core
from domain.explain import catalogue as languages
from domain.explain.facts import Chart
from domain.explain.render import Speaker
from domain.health import catalogue
from domain.health import service as health
from domain.health.facts import Check, Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.health.prefilter import batch
from domain.kit.classified import Purpose
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch, Record


class DoorSeal:
    """A made-up check, as a file of `health/checks` would hold it: any car that has sent something trips it."""

    CODE = "door_seal"
    SIGNALS: tuple[str, ...] = ()
    PARTS: tuple[str, ...] = ()
    EVERY = timedelta(days=1)
    LIMITS: Mapping[str, Limit] = {}
    WORDS = Words(
        name="Door seals",
        title="A door seal lets water in",
        seen="The {door} door has been damp for {days:n0} days.",
        matters="Water under the carpet ruins what lies there.",
        action="Keep the window shut until then.",
        sure="{basis}",
    )
    JOB: str | None = "inspection"
    COST: Cost | None = None
    CANNOT_SEE = "I cannot see other seals."
    TRAITS = Traits(slow=True, is_chore=True, at_once=True)
    INHIBITED_BY: tuple[str, ...] = ()
    LOOK_ALIKES: tuple[str, ...] = ()

    def check(self, view: View) -> Finding | None:
        """Trip once the car was heard."""
        if not view.has_data:
            return None
        params = {"door": "rear", "days": 3, "basis": "Measured."}
        return Finding(
            self.CODE, 1.2, Level.YELLOW, 0.7, timedelta(days=7), 1, frozenset({Kind.LEVEL}), params=params
        )

    def chart(self, view: View) -> Chart | None:
        """Draw nothing."""
        del view
        return None


SEAL: Check = DoorSeal()


@pytest.fixture
def car(core: Core, monkeypatch: pytest.MonkeyPatch) -> tuple[Vehicle, Owner]:
    """A linked car that was heard, with the made-up check in the catalogue."""
    monkeypatch.setattr(catalogue, "ALL", (*catalogue.ALL, SEAL))
    monkeypatch.setitem(catalogue.BY_CODE, SEAL.CODE, SEAL)
    with core.unit() as unit:
        vehicle = registry.register_vehicle(
            unit, vin="1M8GDM9AXKP042788", name="Fox", model="E1", papers=Papers()
        )
        owner = registry.meet(unit, 4711, locale="en", zone="Asia/Shanghai")
        registry.link(unit, owner.id, registry.link_code(unit, vehicle.id))
        registry.consent(unit, owner.id, purpose=Purpose.CARE, given=True, channel="test")
        telemetry.ingest(unit, vehicle, Batch([Record(unit.now.isoformat(), {paths.SPEED: 50.0})]))
        telemetry.refresh(unit, vehicle.id)
    return vehicle, owner


def look(
    core: Core, clock: FixedClock, vehicle: Vehicle, owner: Owner, *, well: bool = False
) -> tuple[Alert, ...]:
    """Judge the car and settle what was found, as a round does; return the warnings that changed."""
    with core.unit() as unit:
        view = health.views(unit, [vehicle])[vehicle.id]
        (findings,) = batch.judge([view], standing=[frozenset()])
        if well:
            findings = {
                SEAL.CODE: Finding(SEAL.CODE, 0.0, Level.BLUE, 0.0, timedelta(days=30), 0, frozenset())
            }
        changed = alerts.settle(unit, vehicle, owner, findings, charts=partial(health.chart, view))
    clock.advance(timedelta(days=1))
    return changed


def message_of(core: Core) -> Message:
    with core.unit() as unit:
        (sent,) = contact.claim(unit, limit=20)
    return sent.message


def test_a_new_check_warns_with_nothing_but_its_own_file_and_a_line_in_the_catalogue(
    core: Core, clock: FixedClock, car: tuple[Vehicle, Owner]
) -> None:
    speaker = Speaker("en", {**phrases.TEXTS, **phrases.of_checks([SEAL])}, languages.load("en"))

    assert look(core, clock, *car) == ()
    (alert,) = look(core, clock, *car)
    first, what, task, *_ = (speaker.say(line) for line in message_of(core).lines)

    assert (alert.check, alert.level) == (SEAL.CODE, Level.YELLOW)
    assert "🟡" in first
    assert "A door seal lets water in" in first
    assert what == "The rear door has been damp for 3 days."
    assert "Keep the window shut until then." in task


def test_the_traits_of_a_new_check_decide_how_soon_to_act_and_how_its_warning_ends(
    core: Core, clock: FixedClock, car: tuple[Vehicle, Owner]
) -> None:
    for _ in range(2):
        look(core, clock, *car)
    heading = message_of(core).lines[0].code
    for _ in range(2):
        changed = look(core, clock, *car, well=True)

    assert heading == "alert.heading.today"
    assert [alert.cleared_as for alert in changed] == ["done"]
