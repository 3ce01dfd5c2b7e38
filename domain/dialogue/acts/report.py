"""The driving report in the chat, by command, sentence or tap: in a few lines with a picture, as a PDF, or made to share."""

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from domain.contact.facts import Button, Document, Message, Reply
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue import trip_forms
from domain.dialogue.acts import own_trips, plan
from domain.dialogue.trip_forms import File
from domain.explain.catalogue import locale_for
from domain.explain.facts import Moment, Phrase, Sheet
from domain.plans.facts import Entitlement
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.reports import invitations, page, service, webpage
from domain.reports.facts import Link, Report
from domain.savings import about as trials
from domain.savings.facts import MEASURABLE
from domain.trips import service as trips
from domain.trips.facts import Period

_CHOICES: Final = (Period.MONTH, Period.LAST_MONTH, Period.HALF_YEAR, Period.YEAR)
_LONG: Final = frozenset({Period.YEAR, Period.LAST_YEAR})

Rows = tuple[tuple[Button, ...], ...]


class OfReport(Facts, frozen=True):
    """A car's report of a period; paged: as a PDF, on_web: as a page behind a link, shared: all of it without what tells whose it is."""

    vehicle_id: int
    period: Period
    paged: bool = False
    shared: bool = False
    on_web: bool = False


class OfPage(Facts, frozen=True):
    """A page behind a link."""

    page_id: int


class OfLink(Facts, frozen=True):
    """Whether what one shares holds a link."""

    on: bool


def show(unit: Unit, owner: Owner, argument: str = "") -> Reply:
    """Report on each car of one's own: the days that are named, else this month. Raises Refusal as `own_trips.own_cars`."""
    return answer(unit, owner, trip_forms.period_behind(argument))


def answer(unit: Unit, owner: Owner, period: Period | None, file: File | None = None) -> Reply:
    """Report on each car of one's own, as messages or as a file of it. Raises Refusal as `own_trips.own_cars`."""
    how = {} if file is None else {file.value: True}
    replies = [
        open_report(unit, owner, OfReport(car.id, period or Period.MONTH, **how))
        for car in own_trips.own_cars(unit, owner)
    ]
    return Reply(messages=tuple(message for reply in replies for message in reply.messages))


def open_report(unit: Unit, owner: Owner, about: OfReport) -> Reply:
    """Report on another period, or as a file. Raises Refusal vehicle_not_yours, or driver_reads_only for somebody else's car."""
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    if about.period is Period.LAST:  # one drive makes no report
        about = replace(about, period=Period.MONTH)
    heading = Phrase("report.heading", {"car": car.name, "period": Phrase(f"trips.period.{about.period}")})
    nothing = _nothing(unit, owner, car, heading, about.period)
    if nothing is not None:
        return Reply(messages=(nothing,))
    is_file = about.paged or about.shared or about.on_web
    if is_file or about.period in _LONG:
        denial = plan.missing(unit, owner.id, Entitlement.REPORT_FILES, vehicle_id=car.id)
        if denial is not None:
            return Reply(messages=(denial,))
    report = service.of(unit, owner, car, about.period)
    if is_file:
        return _file(unit, owner, car, report, about)
    came = _friends(invitations.friends(unit, owner.id))
    rows = _rows(report, car.id, on_web=bool(unit.core.settings.public_url))
    return Reply(messages=(_message(owner, car, report, (heading, *page.lines(report), *came), rows),))


def _nothing(unit: Unit, owner: Owner, car: Vehicle, heading: Phrase, period: Period) -> Message | None:
    """Say why there is no report; None where there is one."""
    travel = trips.of_period(unit, owner, car, period)
    is_empty = not (travel.trips or travel.charges)
    nothing = own_trips.nothing(unit, owner, car, heading, is_empty=is_empty)
    if nothing is None and is_empty:
        return Message((heading, Phrase("trips.none")), rows=_others(car.id, period))
    return nothing


def _message(owner: Owner, car: Vehicle, report: Report, lines: Sequence[Phrase], rows: Rows) -> Message:
    return Message(
        (*lines, *own_trips.rests(owner)),
        rows=rows,
        chart=page.picture(report, _title(report, owner, car)),
    )


def _rows(report: Report, car_id: int, *, on_web: bool) -> Rows:
    """Return the ways on, with a button for each advice whose saving can be measured later."""
    files = (
        _button("report.button.paged", OfReport(car_id, report.period, paged=True)),
        *([_button("report.button.page", OfReport(car_id, report.period, on_web=True))] if on_web else ()),
        _button("report.button.shared", OfReport(car_id, report.period, shared=True)),
    )
    tries = tuple((trials.button(each.code, car_id),) for each in report.advice if each.code in MEASURABLE)
    return (*tries, files, *_others(car_id, report.period))


def _others(car_id: int, period: Period) -> Rows:
    names = [each for each in _CHOICES if each is not period]
    return (tuple(_button(f"report.button.{each}", OfReport(car_id, each)) for each in names),)


def _button(label: str, about: OfReport) -> Button:
    return Button(Phrase(label), "report.show", about.params(), once=False)


def _title(report: Report, owner: Owner, car: Vehicle) -> Phrase:
    return Phrase("report.title", {"car": car.name, "period": page.days(report, owner.zone)})


def _file(unit: Unit, owner: Owner, car: Vehicle, report: Report, about: OfReport) -> Reply:
    if about.shared:
        return _shared(unit, owner, car, report)
    sheet = page.sheet(report, _title(report, owner, car))
    link_message = _page(unit, owner, car, sheet, is_shared=False) if about.on_web else None
    return Reply(messages=(link_message or _document(unit, owner, sheet, Phrase("report.paged")),))


def _shared(unit: Unit, owner: Owner, car: Vehicle, report: Report) -> Reply:
    title = Phrase("report.title.shared", {"period": page.months(report, owner.zone)})
    link = invitations.link(unit, owner.id)
    address = "" if link is None else link.address
    sheet = page.sheet(report, title, is_shared=True, address=address)
    picture = Message((Phrase("report.shared"), *page.link(address)), chart=sheet)
    paged = _document(unit, owner, sheet, Phrase("report.shared.paged"))
    link_message = _page(unit, owner, car, sheet, is_shared=True)
    more = (link_message, None if link is None else _of_link(link))
    return Reply(messages=(picture, paged, *(each for each in more if each is not None)))


def _page(unit: Unit, owner: Owner, car: Vehicle, sheet: Sheet, *, is_shared: bool) -> Message | None:
    """Put the report on a page behind a link, and say where it is and how to end it; None where pages have no public address."""
    opening = webpage.open_up(unit, owner.id, car.id, sheet, is_shared=is_shared)
    if opening is None:
        return None
    figures = {"address": opening.address, "until": Moment(opening.ends_at, owner.zone)}
    line = Phrase("report.shared.page" if is_shared else "report.page", figures)
    about = OfPage(opening.page_id).params()
    end = Button(Phrase("report.button.page.end"), "report.page.end", about, once=False)
    return Message((line,), rows=((end,),), private=not is_shared)


def end_page(unit: Unit, owner: Owner, about: OfPage) -> Reply:
    """End a page behind a link."""
    webpage.end(unit, owner.id, about.page_id)
    return Reply(messages=(Message((Phrase("report.page.ended"),)),))


def _of_link(link: Link) -> Message:
    """Say what the link in a shared report does, how many came by it, and how to end it."""
    lines = [Phrase("report.link.about" if link.address else "report.link.none"), *_friends(link.friends)]
    return Message(tuple(lines), rows=((_switch(on=not link.address),),))


def _friends(n: int | None) -> list[Phrase]:
    if n is None:
        return []
    return [Phrase("report.link.friends", {"n": n}) if n else Phrase("report.link.friends.few")]


def _switch(*, on: bool) -> Button:
    label = f"report.button.link.{'on' if on else 'off'}"
    return Button(Phrase(label), "report.link", OfLink(on=on).params(), once=False)


def switch_link(unit: Unit, owner: Owner, about: OfLink) -> Reply:
    """End the link in what one shares, or have a new one."""
    invitations.switch(unit, owner.id, on=about.on)
    line = Phrase(f"report.link.{'on' if about.on else 'off'}")
    return Reply(messages=(Message((line,), rows=((_switch(on=not about.on),),)),))


def _document(unit: Unit, owner: Owner, sheet: Sheet, line: Phrase) -> Message:
    from domain.explain import sheets  # noqa: PLC0415 - a second of importing that only the first page pays

    language = locale_for(owner.locale)
    body = sheets.document(sheet, say=unit.core.speaker(language).say, language=language)
    return Message((line,), document=Document("driving-report.pdf", "application/pdf", body))


VERBS: Final[dict[str, Verb]] = {
    "report.show": reads(OfReport, open_report),
    "report.link": reads(OfLink, switch_link),
    "report.page.end": reads(OfPage, end_page),
}
