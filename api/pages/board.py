"""The workshop's board: the visits of a day or a week by stage, bay or technician, fresh within two seconds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Annotated, Any, Final, Literal

from anyio import to_thread
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from api.areas import CoreDep, Request, checked, viewer
from api.pages.render import show
from domain.booking import board, contacts, rules, words
from domain.booking.board import Stage
from domain.booking.facts import VisitView
from domain.core import Core, Unit
from domain.explain.facts import Moment, Name, Phrase, noon
from domain.privacy import access_log
from domain.privacy.access_log import What

Day = Annotated[date | None, QueryParameter(description="Day in the centre's calendar; today without it.")]
Span = Annotated[Literal["day", "week"], QueryParameter()]
By = Annotated[Literal["stage", "bay", "technician"], QueryParameter()]
News = Annotated[Literal["done", "asked", ""], QueryParameter()]
Live = Annotated[bool, QueryParameter()]
Mark = Annotated[str, QueryParameter(max_length=64)]
_FRESH_S: Final = 0.4  # with a poll every 1.5 s a change is seen within two
_MOST: Final = 1000
_ROWS: Final = {Stage.WAITING: (Stage.WAITING, Stage.HELD), Stage.DONE: (Stage.DONE, Stage.MISSED)}
_STEPS: Final = (Stage.WAITING, Stage.ARRIVED, Stage.IN_WORK, Stage.READY, Stage.DONE)


@dataclass(frozen=True, slots=True)
class Card:
    """A visit on the board. starts, ends: wall clock at the centre. expected: when its owner says to come, where that is later."""

    visit: VisitView
    stage: Stage
    starts: datetime
    ends: datetime
    expected: datetime | None
    job: Phrase
    model: Name
    proposal: board.Proposal | None


@dataclass(frozen=True, slots=True)
class Lane:
    """A column. stage, day: what dropping a card here asks for."""

    title: Phrase
    cards: Sequence[Card]
    stage: str = ""
    day: date | None = None


class Marks:
    """What the boards of this process last were, so that many open pages ask the database once."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, date, date], tuple[float, str]] = {}

    def forget(self, centre_id: int) -> None:
        """Look anew at the next question: what a page of this process changes is seen at once."""
        self._read = {key: read for key, read in self._read.items() if key[0] != centre_id}

    async def of(self, core: Core, centre_id: int, days: Sequence[date]) -> str:
        key, now = (centre_id, days[0], days[-1]), monotonic()
        at, mark = self._read.get(key, (-_FRESH_S, ""))
        if now - at < _FRESH_S:
            return mark
        if len(self._read) > _MOST:
            self._read.clear()
        self._read[key] = now, mark  # those who ask meanwhile are answered by the one before
        mark = await to_thread.run_sync(_mark, core, key)
        self._read[key] = now, mark
        return mark


def _mark(core: Core, key: tuple[int, date, date]) -> str:
    with core.reading() as unit:
        return board.mark(unit, *key)


@get("/workshop", sync_to_thread=True)
def page(
    request: Request,
    core: CoreDep,
    centre_id: NamedDependency[int],
    day: Day = None,
    span: Span = "day",
    by: By = "stage",
    news: News = "",
) -> Response[str]:
    """Show the board. news: what was done on the page before."""
    with core.unit() as unit:
        about = _about(unit, request, centre_id, day, span, by)
        centre = contacts.of_centre(unit, centre_id).centre
    return show(request, "board_page.html", centre=centre, news=news, **about)


@get("/workshop/board", opt={"polls": True})
async def part(
    request: Request,
    core: CoreDep,
    centre_id: NamedDependency[int],
    day: Day = None,
    span: Span = "day",
    by: By = "stage",
    mark: Mark = "",
    *,
    live: Live = False,
) -> Response[str]:
    """Show the board alone where it has changed since `mark`; else answer 204, which leaves the page as it is.

    live: it shows today, and shows the new day once that has begun, as on a wall.
    """
    marks: Marks = request.app.state.marks
    if day and mark and await marks.of(core, centre_id, _days(day, span)) == mark:
        return Response("", status_code=204)
    at = None if live else day
    return await to_thread.run_sync(_draw, request, core, centre_id, at, span, by)


def _draw(
    request: Request, core: Core, centre_id: int, day: date | None, span: str, by: str
) -> Response[str]:
    with core.unit() as unit:
        about = _about(unit, request, centre_id, day, span, by)
    return show(request, "board.html", **about)


def _days(day: date, span: str) -> Sequence[date]:
    checked(day)
    return board.week(day) if span == "week" else (day,)


def _about(
    unit: Unit, request: Request, centre_id: int, day: date | None, span: str, by: str
) -> dict[str, Any]:
    """Return what the templates of the board name. That the visits were read is noted for their owners."""
    today = board.today(unit, centre_id)
    day = day or today
    days = _days(day, span)
    mark = board.mark(unit, centre_id, days[0], days[-1])
    visits = board.visits(unit, centre_id, days[0], days[-1])
    access_log.note(unit, viewer(request), What.VISITS, [(each.owner_id, each.vehicle_id) for each in visits])
    cards = [_card(unit, each) for each in visits]
    step = timedelta(days=7 if span == "week" else 1)
    zone = contacts.of_centre(unit, centre_id).centre.zone
    return {
        "first": noon(days[0], zone),
        "last": noon(days[-1], zone),
        "forgotten": _forgotten(unit, centre_id, zone) if today in days else (),
        "mark": mark,
        "day": day,
        "noon": noon(day, zone),
        "today": today,
        "span": span,
        "by": by,
        "lanes": _lanes(unit, centre_id, cards, days, by),
        "before": day - step,
        "after": day + step,
        "count": len(cards),
    }


def _forgotten(unit: Unit, centre_id: int, zone: str) -> Sequence[tuple[date, Moment, int]]:
    """Return the days before today with visits that nobody has closed, the newest first, and how many of them."""
    days = board.forgotten(unit, centre_id)
    return [(each, noon(each, zone), days[each]) for each in sorted(days, reverse=True)]


def _card(unit: Unit, visit: VisitView) -> Card:
    starts, ends = (rules.local(at, zone=visit.zone) for at in (visit.starts_at, visit.ends_at))
    late = visit.course.expected_at
    expected = rules.local(late, zone=visit.zone) if late and late > visit.starts_at else None
    stage, job, asks = board.stage(visit), words.job(visit.job), board.proposal(unit, visit)
    return Card(visit, stage, starts, ends, expected, job, visit.car, asks)


def _lanes(
    unit: Unit, centre_id: int, cards: Sequence[Card], days: Sequence[date], by: str
) -> Sequence[Lane]:
    if len(days) > 1:
        order, zone = _order(by), contacts.of_centre(unit, centre_id).centre.zone
        return [
            Lane(
                Phrase("board.day", {"day": noon(each, zone)}),
                sorted((card for card in cards if card.starts.date() == each), key=order),
                day=each,
            )
            for each in days
        ]
    if by == "stage":
        return [
            Lane(
                Phrase(f"board.stage.{step}"),
                [card for card in cards if card.stage in _ROWS.get(step, (step,))],
                stage=step,
            )
            for step in _STEPS
        ]
    there = board.bays if by == "bay" else board.technicians
    code = "board.by.bay.name" if by == "bay" else "name"
    return [
        Lane(Phrase(code, {"name": name}), [card for card in cards if getattr(card.visit, by) == name])
        for name in sorted({*there(unit, centre_id, days[0]), *(getattr(card.visit, by) for card in cards)})
    ]


def _order(by: str) -> Callable[[Card], tuple[str, datetime]]:
    return lambda card: ("" if by == "stage" else getattr(card.visit, by), card.starts)


HANDLERS = (page, part)
