"""Requests for a person as the operator and the centre see and answer them."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlmodel import select

from api import speakers
from domain.contact import service as contact
from domain.core import Core
from domain.handover import service as handover
from domain.handover.tables import Handover
from domain.kit.clock import FixedClock
from domain.privacy import erase, export
from domain.privacy.tables import Look
from domain.registry.tables import Owner
from tests.api.conftest import Caller, Life


@pytest.fixture
def asked(core: Core, life: Life) -> int:
    with core.unit() as unit:
        handover.ask(unit, life.owner_id, vehicle_id=life.vehicle_id, reason="asked", note="Loud noise")
        found = handover.current(unit, life.owner_id)
    assert found is not None
    return found.id


def told(core: Core) -> list[str]:
    """Return what is on its way to owners."""
    say = speakers.speaker("en").say
    with core.unit() as unit:
        return [say(line) for each in contact.claim(unit, limit=10) for line in each.message.lines]


def test_operator_and_the_cars_centre_see_how_long_a_request_waits(
    operator: Caller, life: Life, other_life: Life, clock: FixedClock, asked: int
) -> None:
    clock.advance(timedelta(minutes=12))

    (seen,) = operator.ask("GET", "/v1/handovers")["handovers"]
    (by_centre,) = life.centre.ask("GET", "/v1/centre/handovers")["handovers"]

    assert seen == by_centre
    assert (seen["id"], seen["state"], seen["waiting_minutes"]) == (asked, "waiting", 12)
    assert (seen["note"], seen["vehicle"], seen["language"]) == ("Loud noise", "Blue 7", "zh_Hans")
    assert other_life.centre.ask("GET", "/v1/centre/handovers")["handovers"] == []


def test_a_request_with_a_damaged_note_waits_in_the_list_without_it(
    operator: Caller, core: Core, asked: int
) -> None:
    with core.unit() as unit:
        unit.session.get_one(Handover, asked).note = b"damaged beyond repair"

    (listed,) = operator.ask("GET", "/v1/handovers")["handovers"]
    taken = operator.ask("POST", f"/v1/handovers/{asked}/take")

    assert (listed["id"], listed["note"]) == (asked, "")
    assert (taken["state"], taken["note"]) == ("taken", "")


def test_taking_a_request_tells_the_owner_once(operator: Caller, core: Core, asked: int) -> None:
    for _ in range(2):
        taken = operator.ask("POST", f"/v1/handovers/{asked}/take")

    assert (taken["state"], taken["taken_by"]) == ("taken", "operator")
    assert told(core) == ["🙋 Your operator has taken your request and will get in touch with you."]


def test_an_answer_reaches_the_owner_and_ends_the_request(life: Life, core: Core, asked: int) -> None:
    life.centre.ask("POST", f"/v1/centre/handovers/{asked}/answer", json={"text": "It is <fixed> & well"})

    assert told(core) == ["💬 Pudong Service: It is <fixed> & well"]
    assert life.centre.ask("GET", "/v1/centre/handovers")["handovers"] == []
    with core.reading() as unit:
        assert handover.current(unit, life.owner_id) is None


def test_a_request_settled_by_telephone_says_so(operator: Caller, core: Core, asked: int) -> None:
    operator.ask("POST", f"/v1/handovers/{asked}/answer", json={})

    (said,) = told(core)
    assert "marked your request as settled" in said


def test_a_request_is_answered_once(life: Life, core: Core, asked: int) -> None:
    path = f"/v1/centre/handovers/{asked}/answer"
    life.centre.ask("POST", path, json={"text": "Come on Friday"})

    assert life.centre.refused("POST", path, json={"text": "Or on Monday"}, status=409) == "handover_over"
    assert told(core) == ["💬 Pudong Service: Come on Friday"]


@pytest.mark.parametrize("deed", ["take", "answer"])
def test_only_operator_and_centre_see_to_requests(life: Life, core: Core, asked: int, deed: str) -> None:
    for area in ("/v1", "/v1/centre"):
        path = f"{area}/handovers/{asked}/{deed}"
        assert life.owner.refused("POST", path, json={}, status=403) == "role_wrong"
    assert life.centre.refused("POST", f"/v1/handovers/{asked}/{deed}", json={}, status=403) == "role_wrong"
    assert told(core) == []


@pytest.mark.parametrize("deed", ["take", "answer"])
def test_what_is_not_there_or_over_is_refused(
    operator: Caller, life: Life, other_life: Life, core: Core, asked: int, deed: str
) -> None:
    assert operator.refused("POST", f"/v1/handovers/99/{deed}", json={}, status=404) == "handover_unknown"
    strange = f"/v1/centre/handovers/{asked}/{deed}"
    assert other_life.centre.refused("POST", strange, json={}, status=404) == "handover_unknown"
    with core.unit() as unit:
        handover.withdraw(unit, life.owner_id)
    assert operator.refused("POST", f"/v1/handovers/{asked}/{deed}", json={}, status=409) == "handover_over"


def test_reading_is_noted_for_the_owner_once_an_hour(
    operator: Caller, life: Life, core: Core, clock: FixedClock, asked: int
) -> None:
    assert asked
    for minutes in (0, 5, 60):
        clock.advance(timedelta(minutes=minutes))
        operator.ask("GET", "/v1/handovers")
    life.centre.ask("GET", "/v1/centre/handovers")

    with core.reading() as unit:
        looks = unit.session.exec(select(Look).where(Look.owner_id == life.owner_id)).all()
    assert sorted(look.role for look in looks) == ["centre", "operator", "operator"]


def test_a_request_is_exported_and_erased_with_its_owner(life: Life, core: Core, asked: int) -> None:
    say = speakers.speaker("en").say
    with core.unit() as unit:
        me = unit.session.get_one(Owner, life.owner_id)
        exported = zipfile.ZipFile(io.BytesIO(export.export(unit, me, say=say).body)).read("data.json")
        erase.erase(unit, me)

    (row,) = json.loads(exported)["tables"]["handover"]["rows"]
    assert (row["id"], row["note"], row["state"]) == (asked, "Loud noise", "waiting")
    with core.reading() as unit:
        assert unit.session.exec(select(Handover)).all() == []
