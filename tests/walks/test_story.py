"""The 48-hour story, from what the car sends to what the workshop found; one language on each database."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest

from bot.playground.facts import Json
from domain.booking import service as booking
from domain.booking.facts import VisitView
from domain.explain.facts import Phrase
from domain.kit.clock import TimeLapse
from domain.telemetry.tables import Chunk, OpenTail
from tests.pace import until
from tests.walks.person import Person, buttons, words
from tests.walks.stage import Stage

LITTLE_BLUE, COCONUT = 1, 3  # the demo's cars of the stories coolant_leak and hot_day
STORY_S = 90.0
SHANGHAI = ZoneInfo("Asia/Shanghai")
PNG = b"\x89PNG"


def on(request: pytest.FixtureRequest, database: str) -> Stage:
    name = {"sqlite": "story_stage", "postgresql": "postgres_stage"}[database]
    found = request.getfixturevalue(name)
    assert isinstance(found, Stage)
    return found


def owner_of(stage: Stage, language: str, vehicle_id: int) -> Person:
    """Link a demo car, and wait until it has sent what it remembers."""
    ann = stage.owner(language, vehicle_id=vehicle_id)
    until(
        lambda: status(stage, vehicle_id) == "demo.ready" and bool(card(stage, vehicle_id)["signals"]),
        seconds=STORY_S,
    )
    return ann


def card(stage: Stage, vehicle_id: int) -> Json:
    cars = stage.http.get("/playground/api/cars").json()["cars"]
    return next(each for each in cars if each["vehicle_id"] == str(vehicle_id))


def status(stage: Stage, vehicle_id: int) -> str:
    return stage.demo.player.stages[vehicle_id].status.code


def play(stage: Stage, vehicle_id: int, story: str) -> str:
    """Play a story to its end as the chat page does; return how it ended."""
    answer = stage.http.post(f"/playground/api/cars/{vehicle_id}/stories/{story}")
    assert answer.status_code == httpx.codes.CREATED
    until(lambda: status(stage, vehicle_id) in {"demo.warned", "demo.quiet"}, seconds=STORY_S)
    return status(stage, vehicle_id)


def visit_of(stage: Stage, person: Person) -> VisitView:
    """The one visit that is held or booked."""
    owner_id = stage.owner_id(person)
    with stage.core.reading() as unit:
        (visit,) = booking.visits_of(unit, owner_id)
        return visit


@pytest.mark.parametrize(("database", "language"), [("sqlite", "en"), ("postgresql", "zh-hans")])
def test_a_leak_is_seen_told_booked_mended_and_rated(
    request: pytest.FixtureRequest, database: str, language: str
) -> None:
    stage = on(request, database)
    ann = owner_of(stage, language, LITTLE_BLUE)
    assert stage.count(Chunk, ann) + stage.count(OpenTail, ann) > 0

    assert play(stage, LITTLE_BLUE, "coolant_leak") == "demo.warned"

    warning = warned_of_coolant(stage, ann)
    booked = taken_by_one_tap(stage, ann, warning)
    calendar_file_opens(stage, ann, booked)
    mended(stage, ann, warning)
    rated_right(stage, ann, warning)
    trips_of_the_weeks_before(ann)


def warned_of_coolant(stage: Stage, ann: Person) -> Json:
    """One message: what, why, what to do, by when, how sure, the picture, the money and the slot kept."""
    warning = ann.hears("check.coolant_loop.title")
    said = words(warning)
    for code in ("alert.do.month", "alert.matters", "alert.sure", "alert.source.simulated"):
        assert ann.part_of(code) in said
    assert "300" in said
    assert "2,000" in said
    assert stage.chat.file(picture_of(ann, warning)).startswith(PNG)
    assert visit_of(stage, ann).state == "held"
    return warning


def picture_of(ann: Person, warning: Json) -> Json:
    """The warning itself, or the message before it where the words are too many to stand below a picture."""
    shown = [
        each for each in ann.history() if "photo" in each and each["message_id"] <= warning["message_id"]
    ]
    assert shown[-1]["message_id"] >= warning["message_id"] - 1
    return shown[-1]


def taken_by_one_tap(stage: Stage, ann: Person, warning: Json) -> Json:
    ann.presses("alert.button.book", on=warning)

    booked = ann.hears("visit.booked")
    visit = visit_of(stage, ann)
    assert visit.state == "booked"
    assert visit.number in words(booked)
    edited = ann.sees("alert.noted", on=warning)
    assert ann.speaker.say(Phrase("alert.button.book")) not in {each["text"] for each in buttons(edited)}
    assert agenda(stage, visit)[0]["number"] == visit.number
    return booked


def calendar_file_opens(stage: Stage, ann: Person, booked: Json) -> None:
    ann.presses("visit.calendar", on=booked)
    file = stage.chat.file(ann.hears("visit.calendar_sent"))
    assert file.startswith(b"BEGIN:VCALENDAR")
    start = visit_of(stage, ann).starts_at
    assert f"{start:%Y%m%dT%H%M%S}Z".encode() in file or b"DTSTART;TZID=" in file


def mended(stage: Stage, ann: Person, warning: Json) -> None:
    """The workshop reports; the warning is settled in the chat."""
    visit = visit_of(stage, ann)
    clock = stage.core.clock
    assert isinstance(clock, TimeLapse)
    clock.advance(visit.starts_at - clock.now())
    told = ask_centre(
        stage,
        visit,
        "POST",
        f"/v1/centre/visits/{visit.number}/outcome",
        json={"findings": [{"check": "coolant_loop", "found": True, "note": "Hose clamp loose"}]},
    )
    assert told["state"] == "done"
    settled = ann.sees("alert.mended", on=warning)
    assert ann.part_of("alert.heading.over") in words(settled)


def rated_right(stage: Stage, ann: Person, warning: Json) -> None:
    ann.presses("alert.button.right", on=warning)

    ann.sees("alert.thanks.right", on=warning)
    assert ann.toasted() == ann.speaker.say(Phrase("alert.rated"))


def trips_of_the_weeks_before(ann: Person) -> None:
    """A made-up car brings weeks along: their trips are there once its owner agrees to the driving report."""
    driving = Phrase("privacy.purpose.driving")
    ann.says("/trips")
    asked = ann.hears("trips.none.off")
    ann.presses("privacy.button.allow", on=asked, purpose=driving)
    ann.presses("privacy.button.yes", on=ann.hears("privacy.purpose.driving.collects"))

    until(lambda: ann.part_of("trips.sum.energy") in words(of_last_month(ann)), seconds=STORY_S)


def of_last_month(ann: Person) -> Json:
    ann.says("/trips last month")
    return ann.hears("trips.choose.trips")


def agenda(stage: Stage, visit: VisitView) -> list[Json]:
    day = local_day(visit.starts_at)
    found = ask_centre(stage, visit, "GET", f"/v1/centre/agenda?day={day}")["visits"]
    assert isinstance(found, list)
    return found


def ask_centre(stage: Stage, visit: VisitView, method: str, path: str, **more: Any) -> Json:
    headers = {"authorization": f"Bearer {stage.token('centre', centre_id=visit.centre_id)}"}
    answer = stage.http.request(method, path, headers=headers, **more)
    assert answer.status_code == httpx.codes.OK, answer.text
    return dict(answer.json())


def local_day(at: datetime) -> str:
    return str(at.astimezone(SHANGHAI).date())


@pytest.mark.parametrize(("vehicle_id", "story"), [(COCONUT, "hot_day")])
def test_what_only_looks_like_a_leak_brings_no_message(
    story_stage: Stage, vehicle_id: int, story: str
) -> None:
    stage = story_stage
    ann = owner_of(stage, "en", vehicle_id)
    before = len(ann.heard())

    assert play(stage, vehicle_id, story) == "demo.quiet"

    assert len(ann.heard()) == before
