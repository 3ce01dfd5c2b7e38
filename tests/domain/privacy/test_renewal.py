"""A changed text of a purpose asks again."""

from datetime import timedelta

import pytest
from sqlmodel import select

from domain.contact import sealed
from domain.contact.tables import Notice
from domain.core import Core
from domain.health import service as health
from domain.kit.classified import ASKED, Purpose
from domain.kit.clock import FixedClock
from domain.privacy import acts, renewal
from domain.registry import service as registry
from domain.registry import terms
from domain.registry.tables import Consent
from domain.telemetry import service as telemetry
from domain.telemetry.intake import Batch
from jobs import terms as job
from tests.domain.privacy.conftest import Person, batch, meet

LATER = "2030-01-01"


@pytest.fixture
def agreed(core: Core, me: Person, other: Person) -> Person:
    """Two people who agreed to everything."""
    for each in (me, other):
        with core.unit() as unit:
            meet(unit, each, *ASKED)
    return me


@pytest.fixture
def changed(agreed: Person, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Purpose:
    """A purpose whose text has changed since."""
    monkeypatch.setitem(terms.VERSIONS, request.param, LATER)
    return Purpose(request.param)


both = pytest.mark.parametrize("changed", [Purpose.CARE, Purpose.IMPROVE], indirect=True)


def in_force(core: Core, person: Person) -> frozenset[Purpose]:
    with core.reading() as unit:
        return registry.consents(unit, person.owner_id)


def notices(core: Core) -> list[Notice]:
    with core.reading() as unit:
        return list(unit.session.exec(select(Notice).order_by(Notice.owner_id)))  # type: ignore[arg-type] # a column


@both
def test_a_purpose_whose_text_has_changed_rests_at_once(core: Core, agreed: Person, changed: Purpose) -> None:
    left = {Purpose.CARE: set(), Purpose.IMPROVE: {Purpose.CARE, Purpose.DRIVING}}[changed]

    assert in_force(core, agreed) == left
    with core.reading() as unit:
        assert bool(health.due_vehicles(unit)) == bool(left)


@both
def test_everybody_is_asked_once(core: Core, agreed: Person, other: Person, changed: Purpose) -> None:
    assert job.ask_again(core) == "2 asked again"
    assert job.ask_again(core) == "0 asked again"

    told = notices(core)
    assert [each.owner_id for each in told] == sorted([agreed.owner_id, other.owner_id])
    with core.reading() as unit:
        message = sealed.unseal(unit, told[0].body)
    assert [line.code for line in message.lines][:3] == [
        "privacy.terms.changed",
        f"privacy.terms.rests.{changed}",
        "privacy.consent.title",
    ]
    assert [button.params["given"] for row in message.rows for button in row] == [True, False]


@both
@pytest.mark.parametrize("given", [True, False])
def test_an_answer_to_the_new_text_counts_and_ends_the_asking(
    core: Core, agreed: Person, changed: Purpose, *, given: bool
) -> None:
    job.ask_again(core)
    with core.unit() as unit:
        params = {"purpose": changed.value, "given": given}
        acts.VERBS["privacy.purpose"](unit, agreed.row(unit), params)

    assert (changed in in_force(core, agreed)) == given
    assert job.ask_again(core) == "0 asked again"
    with core.reading() as unit:
        of_owner = select(Consent).where(Consent.owner_id == agreed.owner_id)
        rows = unit.session.exec(of_owner.order_by(Consent.id)).all()  # type: ignore[arg-type] # a column
        mine = [each for each in rows if each.purpose == changed]
    assert [(each.given, each.channel) for each in mine] == [
        (True, "chat"),
        (False, "terms"),
        (given, "chat"),
    ]


def test_who_said_no_is_not_asked_again(core: Core, agreed: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    with core.unit() as unit:
        registry.consent(unit, agreed.owner_id, purpose=Purpose.IMPROVE, given=False, channel="chat")
    monkeypatch.setitem(terms.VERSIONS, Purpose.IMPROVE, LATER)
    with core.unit() as unit:
        assert renewal.ask_again(unit, limit=10) == 1  # the other one

    assert agreed.owner_id not in {each.owner_id for each in notices(core)}


@pytest.mark.parametrize("changed", [Purpose.CARE], indirect=True)
def test_what_is_measured_while_a_purpose_rests_is_not_kept_even_when_it_arrives_after_the_answer(
    core: Core, agreed: Person, changed: Purpose, clock: FixedClock
) -> None:
    before = clock.now() - timedelta(hours=1)
    assert job.ask_again(core)
    clock.advance(timedelta(hours=1))
    resting = clock.now()
    assert sent(core, agreed, batch(resting, speed=50.0)) == 0
    clock.advance(timedelta(hours=1))
    with core.unit() as unit:
        registry.consent(unit, agreed.owner_id, purpose=changed, given=True, channel="chat")
    clock.advance(timedelta(hours=1))

    assert sent(core, agreed, batch(resting, speed=50.0)) == 0
    assert sent(core, agreed, batch(before, speed=50.0)) == 1
    assert sent(core, agreed, batch(clock.now(), speed=50.0)) == 1


def sent(core: Core, person: Person, what: Batch) -> int:
    """Send, and return how many values were kept."""
    with core.unit() as unit:
        return telemetry.ingest(unit, registry.vehicle(unit, person.vehicle_id), what).kept
