"""The driving score in the chat, beside the figures it is made of, and in a dossier: by its owner's own yes alone."""

import re
from datetime import UTC, datetime, time, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlmodel import select

from domain.core import Core, Unit
from domain.dialogue import commands, trip_forms
from domain.driving.facts import Measure, Place, Points, Score
from domain.errors import Refusal
from domain.explain.facts import Language
from domain.kit.classified import Purpose
from domain.logbook import rules, service, sources, webpage
from domain.logbook.facts import Dossier, Section
from domain.logbook.tables import LogbookIssue
from domain.privacy import export
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from domain.simulation.cars import made_up_vin
from domain.telemetry import travels
from domain.telemetry.trips import Travel, Trip
from domain.transfer import service as transfer
from jobs import nightly
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_driving import said_codes
from tests.domain.dialogue.test_trips import NOW, begun
from tests.domain.earlier import long_ago


def drive(unit: Unit, vehicle_id: int, owner_id: int, *, brakings: int, km: float = 1_000.0) -> None:
    """Keep so many km of one drive an hour long, three days ago by day, with so many hard brakings."""
    start = NOW - timedelta(days=3)
    bands = (0.0, 0.0, km / 2, km / 2, 0.0)
    trip = Trip(
        start, start + timedelta(hours=1), 1.0, km, hard_starts=0, hard_brakings=brakings, band_km=bands
    )
    begins_at = datetime.combine(start.date(), time(), tzinfo=UTC)
    travels.save(unit, Travel((trip,)), vehicle_id=vehicle_id, owner_id=owner_id, begins_at=begins_at)


def other(unit: Unit, number: int, *, brakings: int) -> None:
    """Another owner of the model who agreed, and drove."""
    earlier = long_ago(unit)
    owner = registry.meet(earlier, number, locale="en", zone="UTC")
    car = registry.register_vehicle(
        earlier, vin=made_up_vin(900_100 + number, year="S"), name="Car", model="Lark 60", papers=Papers()
    )
    registry.link(earlier, owner.id, registry.link_code(earlier, car.id))
    for purpose in (Purpose.CARE, Purpose.DRIVING):
        registry.consent(earlier, owner.id, purpose=purpose, given=True, channel="test")
    drive(unit, car.id, owner.id, brakings=brakings)


def ready(core: Core, language: Language, *, others: int = 5) -> Chat:
    """An owner with four hard brakings on 100 km, and others with 10 and more."""
    talk = begun(core, language, Purpose.CARE, Purpose.DRIVING)
    with core.unit() as unit:
        drive(unit, 1, talk.owner_id, brakings=40)
        for number in range(2, others + 2):
            other(unit, number, brakings=100)
    nightly.driving(core)
    return talk


def withdraw(core: Core, owner_id: int) -> None:
    with core.unit() as unit:
        registry.consent(unit, owner_id, purpose=Purpose.DRIVING, given=False, channel="test")


def handed(core: Core, owner_id: int, *sections: Section) -> Dossier:
    with core.unit() as unit:
        return service.hand_over(unit, owner_id, 1, sections)


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_it_tells_points_parts_place_and_what_it_does_not_prove(core: Core, language: Language) -> None:
    chat = ready(core, language)
    said = chat.say("/score")

    assert "90/100" in said
    assert re.search(r"4\.0 (?:per 100 km: 20/30|次：20/30)", said)
    assert re.search(r"75%–100% of 5 other|其他 5 位车主中有 75%–100%", said)
    assert re.search(r"never checked against insurance claims|从未用保险理赔", said)
    assert re.search(r"to no insurer|绝不会提供给保险公司", said)


def test_four_others_are_too_few_and_who_withdraws_is_no_other_any_more(core: Core) -> None:
    chat = ready(core, "en")
    with core.reading() as unit:
        third = registry.owner_of_chat(unit, 3)
    assert third is not None
    withdraw(core, third.id)
    chat.say("/score")

    assert "score.others.few" in said_codes(chat)


def test_too_little_driving_and_no_agreement_say_so_with_the_way_on(core: Core) -> None:
    chat = begun(core, "en", Purpose.CARE, Purpose.DRIVING)
    assert "No data from the car yet" in chat.say("/score")
    with core.unit() as unit:
        drive(unit, 1, chat.owner_id, brakings=0, km=90.0)
    assert "90 km are recorded" in chat.say("/score")
    withdraw(core, chat.owner_id)
    chat.say("/score")

    assert "trips.none.stopped" in said_codes(chat)
    assert chat.tap("Allow")


@pytest.mark.parametrize(
    "text",
    [
        "我的驾驶评分是多少",
        "how do I score as a driver",
        "我开车能打几分啊",
        "快点告诉我我的驾驶得分到底是多少，别磨叽",
        "what's my driving score",
        "listen I only have a minute so just tell me what is my driving score please",
        "how many points do I get for my driving",
        "/score",
    ],
)
def test_it_is_asked_in_words(core: Core, text: str) -> None:
    chat = ready(core, "en", others=0)
    chat.say(text)

    assert "score.unproved" in said_codes(chat)


@pytest.mark.parametrize(
    "text",
    [
        "我的评分谁看得到",
        "health score",
        "体检评分怎么算的",
        "does the insurer see my driving score",
        "保险公司能看到我的驾驶评分吗",
    ],
)
def test_other_scores_and_who_sees_it_are_not_taken_for_it(text: str) -> None:
    question = trip_forms.read(text)

    assert question is None or question.kind is not trip_forms.Kind.SCORE
    assert commands.command_of(text) != "score"


def test_a_dossier_holds_it_only_where_its_owner_ticks_it(core: Core) -> None:
    """Without a yes not even its hash; after one without, the hash alone."""
    chat = ready(core, "en")
    offered = chat.say("/dossier")
    assert "⬜ Driving score (1)" in [each.label for each in chat.newest]
    assert "stays out unless you tick it" in offered
    without = handed(core, chat.owner_id, *(set(Section) - {Section.SCORE}))
    opened = handed(core, chat.owner_id, Section.SCORE)
    later = handed(core, chat.owner_id, Section.OWNERS)
    (entry,) = (leaf.entry for leaf in opened.leaves if leaf.entry is not None)

    assert not any(leaf.entry and leaf.entry.section is Section.SCORE for leaf in without.leaves)
    assert len(opened.leaves) == len(without.leaves) + 1 == len(later.leaves)
    assert entry.facts == {
        "points": 90, "range": "86–93", "km": 1_000, "brakings": "20/30", "starts": "15/15", "fast": "20/20", "rests": "20/20",
        "night": "15/15", "fewer_pct": "75–100", "others": 5, "proof": "unproved",
    }  # fmt: skip
    assert rules.check(rules.spelling(opened)) == opened
    assert "unproved" not in rules.spelling(later)


@pytest.mark.parametrize("way", ["withdrawn", "privacy mode"])
def test_who_stops_the_driving_report_hands_no_score_over_and_its_link_opens_nothing(
    core: Core, way: str
) -> None:
    chat = ready(core, "en", others=0)
    core.settings.public_url = "https://cars.example"
    with core.unit() as unit:
        dossier = service.hand_over(unit, chat.owner_id, 1, [Section.SCORE])
        opening = webpage.open_up(unit, chat.owner_id, 1, dossier)
    assert opening is not None
    code = opening.address.rpartition("/")[2]
    with core.unit() as unit:
        assert webpage.look(unit, code) == dossier
    if way == "withdrawn":
        withdraw(core, chat.owner_id)
    else:
        with core.unit() as unit:
            preferences.set_privacy_mode(unit, chat.owner_id, on=True)

    assert not any(leaf.entry for leaf in handed(core, chat.owner_id, Section.SCORE).leaves)
    with core.unit() as unit, pytest.raises(Refusal) as refused:
        webpage.look(unit, code)
    assert refused.value.code == "dossier_page_over"


def test_a_dossier_tells_range_and_weight_and_no_place_that_cannot_be_told(core: Core) -> None:
    parts = (Points(Measure.STARTS, 1.0, 15, 9, 6, 12), Points(Measure.FAST, 0.1, 20, 20, 20, 20))
    told = [sources.score_facts(Score(9, 900.0, 0.0, parts, Place(5, low, 1.0))) for low in (0.0, 0.5)]

    assert [told[0][each] for each in ("points", "range", "weight")] == [83, "74–91", 35]
    assert ["fewer_pct" in each or "others" in each for each in told] == [False, True]


def test_the_next_owner_is_not_told_that_the_seller_opened_the_score(core: Core) -> None:
    chat = ready(core, "en", others=0)
    handed(core, chat.owner_id, Section.OWNERS, Section.SCORE)
    with core.unit() as unit:
        buyer = registry.meet(unit, 77, locale="en", zone="UTC")
        offer = transfer.look(unit, buyer.id, transfer.start(unit, chat.owner_id, 1).text)
        assert offer is not None
        transfer.take(unit, buyer.id, offer.id)
    with core.reading() as unit:
        rows = unit.session.exec(select(LogbookIssue)).all()

    assert [(each.owner_id, each.sections) for each in rows] == [(buyer.id, Section.OWNERS)]


def test_footprint_and_copy_tell_of_it(core: Core) -> None:
    chat = ready(core, "en", others=0)
    with core.unit() as unit:
        copy = export.export(unit, unit.session.get_one(Owner, chat.owner_id), say=core.speaker("en").say)

    with ZipFile(BytesIO(copy.body)) as files:
        texts = [files.read(name).decode() for name in files.namelist() if not name.endswith(".parquet")]
    assert any('"points": 90.0' in text for text in texts)
