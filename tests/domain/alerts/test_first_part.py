"""What an owner reads first is short, names the job that is booked, and tells danger now apart from chance later."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from math import ceil
from unicodedata import east_asian_width

import pytest

from bot import render
from domain import phrases
from domain.alerts import cases, message
from domain.alerts.facts import Case, Place, Slot, State
from domain.booking import jobs
from domain.contact.facts import Message
from domain.explain.facts import Bars, Language, Moment, Names, Phrase
from domain.health import advice, catalogue, grading, judging, words
from domain.health.facts import Check, Finding, Level, View
from domain.registry.facts import Source
from domain.simulation import stories
from domain.simulation.story import Story
from tests.domain.health import views
from tests.domain.health.test_stories import evenings
from tests.domain.health.test_words import SEEN

LANGUAGES: tuple[Language, ...] = ("en", "zh_Hans")
LINES, COLUMNS = 10, 40  # a line of a phone of 390 px holds 20 Chinese characters or 40 Latin letters
CENTRE = Names({"en": "Lark Service Pudong", "zh_Hans": "云雀浦东服务中心"})
CALLS = (
    Phrase("call.roadside", {"phone": "+86 400 555 0100"}),
    Phrase("call.centre", {"phone": "+86 21 5555 0101", "centre": CENTRE}),
)
FIRING = [story for story in stories.STORIES.values() if story.expect]


def slot(job: str) -> Slot:
    at, until = (Moment(views.NOW + timedelta(hours=hours), "Asia/Shanghai") for hours in (27, 12))
    params = {"number": 12, "job": Phrase(f"job.{job}"), "at": at, "until": until, "centre": CENTRE}
    return Slot(1, Phrase("visit.held_long", params))


def case(found: Finding, level: Level, *, place: Place | None = None) -> Case:
    """The warning as it would be told at a level, with a slot where it asks for a job."""
    told = replace(
        found,
        level=level,
        params={
            **found.params,
            **advice.params(
                catalogue.traits(found.check), level, found.severity, risk=found.risk, horizon=found.horizon
            ),
        },
    )
    job = cases.job(told)
    return Case(
        alert_id=1,
        owner_id=1,
        vehicle_id=1,
        check=found.check,
        state=State.ACTIVE,
        level=level,
        finding=told,
        opened_at=views.NOW,
        told_at=views.NOW,
        changed_at=views.NOW,
        now=views.NOW,
        zone="Asia/Shanghai",
        source=Source.SIMULATED,
        car="Fox",
        cost=catalogue.BY_CODE[found.check].COST,
        slot=None if job is None else slot(job),
        place=place,
        calls=CALLS,
    )


def found_by(check: Check) -> Iterator[Finding]:
    for each in SEEN[check.CODE]:
        found = judging.conclude(check, each if isinstance(each, View) else views.view(each))
        if found is not None and found.strength >= 1:
            yield found


EVERY = {
    f"{check.CODE}-{found.form or 'plain'}-{number}-{level.name}": (found, level)
    for check in catalogue.ALL
    for number, found in enumerate(found_by(check))
    for level in Level
}
STOPPING = {name: each for name, each in EVERY.items() if message.deadline(case(*each)).latest is None}
every = pytest.mark.parametrize("each", EVERY.values(), ids=EVERY)


def first(content: Message, locale: Language) -> list[str]:
    return [phrases.speaker(locale).say(line) for line in content.lines]


def lines(texts: list[str]) -> int:
    """How many lines of a phone the texts take; a Chinese character is as wide as two Latin letters."""
    return sum(max(1, ceil(width(row) / COLUMNS)) for text in texts for row in text.split("\n"))


def width(text: str) -> int:
    return sum(1 + (east_asian_width(char) in "WF") for char in text)


@pytest.mark.parametrize("locale", LANGUAGES)
@every
def test_what_is_read_first_fits_on_half_a_phone(each: tuple[Finding, Level], locale: Language) -> None:
    told = first(message.build(case(*each)), locale)

    assert lines(told) <= LINES, "\n".join(told)


@pytest.mark.parametrize("story", FIRING, ids=lambda story: story.code)
def test_every_story_is_short_and_says_once_that_it_is_simulated(story: Story) -> None:
    assert story.expect is not None
    check = catalogue.BY_CODE[story.expect]
    told = [
        found for seen in evenings(story) if (found := judging.conclude(check, seen)) and found.strength >= 1
    ]
    shown = [message.build(case(found, found.level)) for found in {each.form: each for each in told}.values()]

    assert shown
    for content in shown:
        for locale in LANGUAGES:
            assert lines(first(content, locale)) <= LINES, first(content, locale)
        assert [line.code for line in content.more].count("alert.source.simulated") == 1
        assert not any("simulat" in line for line in first(content, "en"))


@every
def test_buttons_are_short_and_at_most_two_stand_in_a_row(each: tuple[Finding, Level]) -> None:
    for content in (message.build(case(*each)), message.details(case(*each))):
        assert all(len(row) <= 2 for row in content.rows)
        for locale in LANGUAGES:
            labels = [phrases.speaker(locale).say(button.label) for row in content.rows for button in row]
            assert all(width(label) <= 24 for label in labels), labels


@every
def test_the_job_that_is_advised_is_the_job_that_is_booked(each: tuple[Finding, Level]) -> None:
    shown = case(*each)
    job, content = cases.job(shown.finding), message.build(shown)
    task = content.lines[2]

    if message.deadline(shown).latest is None:
        assert not {"visit.book", "visit.other"} & {button.verb for row in content.rows for button in row}
    elif job is None:
        assert task.code == "alert.do.self"
        assert shown.slot is None
    else:
        params = task.params if "job" in task.params else _inner(task).params
        assert params["job"] == Phrase(f"job.{job}") == (shown.slot and shown.slot.line.params["job"])
        assert job in jobs.JOBS
        if shown.cost is not None:
            assert shown.cost.now.amount == jobs.JOBS[job].price.amount


def _inner(phrase: Phrase) -> Phrase:
    while phrase.code == "alert.below":
        inside = phrase.params["first"]
        assert isinstance(inside, Phrase)
        phrase = inside
    return phrase


@pytest.mark.parametrize("locale", LANGUAGES)
@pytest.mark.parametrize("each", STOPPING.values(), ids=STOPPING)
def test_red_that_says_stop_gives_numbers_and_no_slot(each: tuple[Finding, Level], locale: Language) -> None:
    plain, offered = (
        "\n".join(first(message.build(case(*each, place=place)), locale))
        for place in (
            Place(CENTRE, "+86 21 5555 0101"),
            Place(CENTRE, "+86 21 5555 0101", tows=True, comes=True),
        )
    )

    assert all(number in plain for number in ("+86 400 555 0100", "+86 21 5555 0101"))
    assert not any(
        word in plain
        for word in ("48 h", "48 小时", "hance", "概率", "📅", "🛻", "🚐", "held until", "保留至")
    )
    assert all(sign in offered for sign in ("🛻", "🚐"))


@every
def test_no_chance_is_told_of_what_has_happened(each: tuple[Finding, Level]) -> None:
    found, level = each
    told = case(found, level)
    basis = told.finding.params.get("basis")

    if grading.is_fact(catalogue.traits(found.check), found.severity) or grading.stops(
        catalogue.traits(found.check), level, found.severity
    ):
        assert basis == words.MEASURED or found.check == "cell_balance"
        assert message.details(told).chart == told.chart or found.check == "cell_balance"


@every
def test_what_is_told_as_measured_is_not_explained_as_a_chance(each: tuple[Finding, Level]) -> None:
    told = case(*each)
    behind = message.details(told)
    explains = isinstance(behind.chart, Bars) or "alert.more.model" in [line.code for line in behind.lines]

    assert not (explains and told.finding.params.get("basis") == words.MEASURED)


@every
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_line_behind_details_names_a_code_of_ours(each: tuple[Finding, Level], language: Language) -> None:
    speaker = phrases.speaker(language)

    said = " ".join(speaker.say(line) for line in message.details(case(*each)).lines)

    assert not re.findall(r"[a-z]+_[a-z_]+", said)


@pytest.mark.parametrize("each", STOPPING.values(), ids=STOPPING)
def test_red_that_says_stop_shows_what_helps_and_is_rated_below_its_details(
    each: tuple[Finding, Level],
) -> None:
    def verbs(content: Message) -> set[str]:
        return {button.verb for row in content.rows for button in row}

    stops = case(*each, place=Place(CENTRE, tows=True, comes=True))
    assert verbs(message.build(stops)) == {"person.ask", "alert.more"}
    assert verbs(message.details(stops)) == {"alert.right", "alert.wrong"}


@pytest.mark.parametrize(
    ("ohms", "title"),
    [(150e3, "too low"), (20e3, "has failed")],
)
def test_titles_follow_the_severity(ohms: float, title: str) -> None:
    seen = views.view(views.insulation([3e6] * 10, latest=[ohms] * 2))
    found = judging.conclude(catalogue.BY_CODE["insulation"], seen)

    assert found is not None
    assert title in first(message.build(case(found, found.level)), "en")[0]


@pytest.mark.parametrize(("locale", "title"), [("en", "weak when damp"), ("zh_Hans", "受潮时偏低")])
def test_insulation_that_is_low_in_the_wet_alone_is_called_so(locale: Language, title: str) -> None:
    seen = views.view(views.insulation([3e6, 4e5] * 4 + [3e6] * 2, humidity=[50.0, 95.0] * 4))
    found = judging.conclude(catalogue.BY_CODE["insulation"], seen)

    assert found is not None
    assert title in first(message.build(case(found, found.level)), locale)[0]


def test_towing_and_a_visit_to_the_car_are_offered_only_where_the_centre_has_them() -> None:
    (due,) = found_by(catalogue.BY_CODE["cabin_filter"])
    at_home, at_the_centre = (
        "\n".join(first(message.build(case(due, due.level, place=Place(CENTRE, comes=comes))), "en"))
        for comes in (True, False)
    )

    assert "can come to your car" in at_home
    assert "come to your car" not in at_the_centre


@every
def test_a_centre_that_tows_or_comes_is_asked_by_a_tap(each: tuple[Finding, Level]) -> None:
    def asked(place: Place | None) -> list[object]:
        content = message.build(case(*each, place=place))
        buttons = [button for row in content.rows for button in row if button.verb == "person.ask"]
        assert all(button.params["vehicle_id"] == 1 for button in buttons)
        return [button.params["reason"] for button in buttons]

    shown = case(*each)
    stops = message.deadline(shown).latest is None
    comes = stops or cases.job(shown.finding) in message.AT_THE_CAR
    assert asked(None) == asked(Place(CENTRE)) == []
    assert asked(Place(CENTRE, tows=True, comes=True)) == [
        *(["tow"] if stops else []),
        *(["come"] if comes else []),
    ]


@pytest.mark.parametrize(("locale", "colon"), [("en", ": "), ("zh_Hans", "：")])
@every
def test_a_heading_has_one_colon_at_most(each: tuple[Finding, Level], locale: Language, colon: str) -> None:
    shown = case(*each)
    for told in (shown, replace(shown, state=State.CLEARED)):
        assert first(message.build(told), locale)[0].count(colon) <= 1
    assert colon not in first(message.reminder(shown), locale)[0]


@pytest.mark.parametrize("locale", LANGUAGES)
@every
def test_no_day_is_called_better_than_the_one_that_is_offered(
    each: tuple[Finding, Level], locale: Language
) -> None:
    task = first(message.build(case(*each)), locale)[2]

    assert "better today" not in task
    assert "最好今天" not in task


def test_the_rest_folds_away_in_an_expandable_quote() -> None:
    (due,) = found_by(catalogue.BY_CODE["cabin_filter"])
    content = message.build(case(due, due.level))
    tokens = tuple(tuple("t" for _ in row) for row in content.rows)

    text = render.message(content, tokens=tokens, locale="en").text

    assert text.count("<blockquote expandable>") == text.count("</blockquote>") == 1
    assert text.index("📅") < text.index("<blockquote expandable>") < text.index("Why it matters")


@pytest.mark.parametrize(
    ("days", "booked", "said"), [(0, False, ()), (40, False, ("held",)), (40, True, ("booked",))]
)
def test_a_slot_after_the_last_day_is_said_to_be_late(
    days: int, *, booked: bool, said: tuple[str, ...]
) -> None:
    (due,) = found_by(catalogue.BY_CODE["cabin_filter"])
    shown = case(due, due.level)
    assert shown.slot is not None
    at = Moment(views.NOW + timedelta(days=days), "Asia/Shanghai")
    line = replace(shown.slot.line, params={**shown.slot.line.params, "at": at})
    told = "\n".join(
        first(message.build(replace(shown, slot=replace(shown.slot, line=line, booked=booked))), "en")
    )

    late = {kind: phrases.speaker("en").say(Phrase(f"alert.late.{kind}")) for kind in ("held", "booked")}
    assert ("Later than advised" in told) == bool(said)
    assert all(late[kind] in told for kind in said)
