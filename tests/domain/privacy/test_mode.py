from datetime import timedelta

import pytest
from sqlmodel import select

from domain.contact.facts import Message
from domain.core import Core
from domain.errors import Refusal
from domain.health import catalogue
from domain.kit.classified import ASKED, Purpose
from domain.privacy import acts, mode, rules
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Consent
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE
from tests.conftest import NOW
from tests.domain.privacy.conftest import Person, meet, send


def codes(message: Message, line: str) -> set[str]:
    found = [each for each in message.lines if each.code == line]
    listed = found[0].params["functions"] if found else ()
    assert isinstance(listed, tuple)
    return {each.code for each in listed}


def verbs(message: Message) -> list[tuple[str, dict[str, object]]]:
    return [(button.verb, dict(button.params)) for row in message.rows for button in row]


def stored(core: Core, person: Person) -> set[str]:
    with core.reading() as unit:
        window = telemetry.window(
            unit,
            person.vehicle_id,
            person.owner_id,
            start=NOW - timedelta(days=2),
            end=NOW + timedelta(hours=1),
        )
    return set(window.values)


@pytest.fixture
def agreed(core: Core, me: Person) -> Person:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
    return me


EVERYTHING = {"speed": 50.0, "pedal": 10.0, "latitude": 31.2, "filter": 12.0}


def test_one_tap_rests_all_that_is_not_essential_and_one_tap_ends_it(core: Core, agreed: Person) -> None:
    with core.unit() as unit:
        on = acts.VERBS["privacy.mode"](unit, agreed.row(unit), {"on": True}).messages[0]
    send(core, agreed, NOW - timedelta(minutes=9), **EVERYTHING)
    assert stored(core, agreed) == {paths.SPEED}

    verb, params = verbs(on)[0]
    assert (verb, params) == ("privacy.mode", {"on": False})
    with core.unit() as unit:
        acts.VERBS[verb](unit, agreed.row(unit), {"on": False})
    send(core, agreed, NOW - timedelta(minutes=5), **EVERYTHING)
    assert stored(core, agreed) == {paths.SPEED, paths.FILTER_DROP}


def test_privacy_mode_says_what_rests_and_what_goes_on(core: Core, agreed: Person) -> None:
    with core.unit() as unit:
        message = mode.switch_mode(unit, agreed.row(unit), on=True)

    assert codes(message, "privacy.mode.rests") == {
        "check.cabin_filter",
        "privacy.function.driving",
        "privacy.function.improve",
    }
    assert codes(message, "privacy.mode.goes_on") == {
        f"check.{check.CODE}" for check in catalogue.ALL if check.CODE != "cabin_filter"
    }


def test_out_of_privacy_mode_only_what_was_not_agreed_to_rests(core: Core, me: Person) -> None:
    with core.unit() as unit:
        meet(unit, me, Purpose.CARE)
        message = mode.switch_mode(unit, me.row(unit), on=False)

    assert codes(message, "privacy.mode.rests") == {
        "privacy.function.driving",
        "privacy.function.improve",
    }


def test_withdrawing_takes_one_tap_and_agreeing_shows_the_terms_first(core: Core, agreed: Person) -> None:
    with core.unit() as unit:
        taps = verbs(mode.privacy(unit, agreed.row(unit)))
        assert ("privacy.purpose", {"purpose": "improve", "given": False}) in taps
        reply = acts.VERBS["privacy.purpose"](unit, agreed.row(unit), {"purpose": "improve", "given": False})
        assert reply.edit is not None
        assert ("privacy.ask", {"purpose": "improve"}) in verbs(reply.edit)
        terms = acts.VERBS["privacy.ask"](unit, agreed.row(unit), {"purpose": "improve"}).messages[0]

    assert ("privacy.purpose", {"purpose": "improve", "given": True}) in verbs(terms)
    send(core, agreed, NOW - timedelta(minutes=9), **EVERYTHING)
    assert stored(core, agreed) == {paths.SPEED, paths.FILTER_DROP}


@pytest.mark.parametrize("purpose", ASKED)
def test_terms_name_what_is_collected_what_for_how_long_and_how_to_stop(purpose: Purpose) -> None:
    lines = mode.consent_request(purpose)

    assert [line.code.rsplit(".", 1)[-1] for line in lines] == ["title", "collects", "uses", "keeps", "stops"]
    longest = max((each.keep_days for each in CATALOGUE.values() if each.purpose is purpose), default=0)
    assert lines[3].params["n"] == longest


def test_an_unknown_purpose_is_refused_and_changes_nothing(core: Core, agreed: Person) -> None:
    with pytest.raises(Refusal) as refusal, core.unit() as unit:
        acts.VERBS["privacy.purpose"](unit, agreed.row(unit), {"purpose": "adverts", "given": True})

    assert (refusal.value.code, refusal.value.status) == ("purpose_unknown", 422)
    with core.reading() as unit:
        assert registry.consents(unit, agreed.owner_id) == frozenset(ASKED)
        assert len(unit.session.exec(select(Consent)).all()) == len(ASKED)


def test_the_page_tells_each_purpose_as_it_stands(core: Core, me: Person) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
        open_ = [line.code for line in mode.privacy(unit, me.row(unit)).lines]
        mode.switch_mode(unit, me.row(unit), on=True)
        closed = [line.code for line in mode.privacy(unit, me.row(unit)).lines]

    assert open_[:3] == ["privacy.mode.is_off", "privacy.purpose_on", "privacy.purpose_on"]
    assert closed[:3] == ["privacy.mode.is_on", "privacy.purpose_on", "privacy.purpose_rests"]


@pytest.mark.parametrize("essential_only", [True, False])
@pytest.mark.parametrize("given", [set(), {Purpose.CARE}, {Purpose.IMPROVE}, set(ASKED)])
def test_what_is_said_to_rest_is_what_taking_in_drops(
    core: Core, me: Person, given: set[Purpose], *, essential_only: bool
) -> None:
    with core.unit() as unit:
        meet(unit, me, *sorted(given))
        preferences.set_privacy_mode(unit, me.owner_id, on=essential_only)
    send(core, me, NOW - timedelta(minutes=9), **EVERYTHING)

    said = {
        path
        for path in (paths.SPEED, paths.ACCELERATOR, paths.LATITUDE, paths.FILTER_DROP)
        if rules.may_store(CATALOGUE[path], purposes=frozenset(given), mode=essential_only)
    }
    assert stored(core, me) == said


@pytest.mark.parametrize("purpose", sorted(set(Purpose) - set(ASKED)))
@pytest.mark.parametrize("verb", ["privacy.ask", "privacy.purpose"])
def test_a_purpose_that_nothing_serves_is_not_asked_for(
    core: Core, agreed: Person, purpose: Purpose, verb: str
) -> None:
    with core.unit() as unit:
        shown = mode.privacy(unit, agreed.row(unit))
        assert purpose.value not in str(shown)
        with pytest.raises(Refusal, match="purpose_unasked"):
            acts.VERBS[verb](unit, agreed.row(unit), {"purpose": purpose.value, "given": True})


def test_what_was_agreed_to_before_stays_on_record_and_collects_nothing(core: Core, me: Person) -> None:
    with core.unit() as unit:
        meet(unit, me, *ASKED)
        for purpose in set(Purpose) - set(ASKED):
            unit.session.add(
                Consent(
                    owner_id=me.owner_id,
                    purpose=purpose,
                    given=True,
                    text_version="2026-01-01.1",
                    locale="en",
                    channel="chat",
                    at=NOW,
                )
            )
    send(core, me, NOW - timedelta(minutes=9), **EVERYTHING)

    assert stored(core, me) == {paths.SPEED, paths.FILTER_DROP}
    with core.reading() as unit:
        assert registry.consents(unit, me.owner_id) == frozenset(ASKED)
        assert {row.purpose for row in unit.session.exec(select(Consent)).all()} == set(Purpose)
