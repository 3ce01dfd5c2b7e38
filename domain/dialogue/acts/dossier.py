"""The dossier for a buyer in the chat: what is to be seen in it is ticked, then it comes as one file."""

from collections.abc import Iterator, Mapping
from typing import Final

from domain.contact.facts import Button, Document, Message, Reply
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue.acts import own_trips
from domain.errors import Refusal
from domain.explain.catalogue import locale_for
from domain.explain.facts import Moment, Phrase, QrCode
from domain.logbook import page, service, stamps, webpage
from domain.logbook.facts import Dossier, Section
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle


class OfDossier(Facts, frozen=True):
    """A car, and the sections that are ticked, with spaces between them: one that fills later is not among them."""

    vehicle_id: int
    sections: str


class OfPage(Facts, frozen=True):
    """A dossier behind a link."""

    page_id: int


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """Ask for each car of one's own what is to be seen. Raises Refusal as `own_trips.own_cars`."""
    cars = own_trips.own_cars(unit, owner)
    return Reply(messages=tuple(of_car(unit, owner, car) for car in cars))


def of_car(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    """Ask what is to be seen of a car of one's own, all of it being ticked but the driving score, which takes a yes of its own."""
    return _choice(unit, owner, car, ticks=frozenset(Section) - {Section.SCORE})


def _choose(unit: Unit, owner: Owner, about: OfDossier) -> Reply:
    """Show the ticks as they are now. Raises Refusal vehicle_not_yours or driver_reads_only."""
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    return Reply(edit=_choice(unit, owner, car, ticks=frozenset(about.sections.split())))


def _choice(unit: Unit, owner: Owner, car: Vehicle, *, ticks: frozenset[str]) -> Message:
    counts = {section: n for section, n in service.counts(unit, owner.id, car.id).items() if n}
    if not counts:
        return Message((Phrase("logbook.choose.nothing", {"car": car.name}),))
    heading = Phrase("logbook.choose", {"car": car.name})
    ticks = ticks.intersection(counts)
    rows = [(each,) for each in _ticks(car, counts, ticks)]
    if ticks:
        make = OfDossier(car.id, " ".join(sorted(ticks))).params()
        rows.append((Button(Phrase("logbook.button.make"), "dossier.make", make, once=False),))
    lines = [Phrase("logbook.choose.closed"), Phrase("logbook.choose.copies")]
    if Section.SCORE in counts:
        lines.insert(1, Phrase("logbook.choose.score"))
    return Message((heading, *lines), rows=tuple(rows))


def _ticks(car: Vehicle, counts: Mapping[Section, int], ticks: frozenset[str]) -> Iterator[Button]:
    for section, n in counts.items():
        name = Phrase(f"logbook.page.section.{section}")
        label = Phrase(f"logbook.button.{'on' if section in ticks else 'off'}", {"section": name, "n": n})
        other = OfDossier(car.id, " ".join(sorted(ticks ^ {section})))
        yield Button(label, "dossier.choose", other.params(), once=False)


def _make(unit: Unit, owner: Owner, about: OfDossier) -> Reply:
    """Hand the dossier over as a file. Raises Refusal vehicle_not_yours or driver_reads_only."""
    dossier = _hand_over(unit, owner, about)
    language = locale_for(owner.locale)
    body = page.render(dossier, unit.core.speaker, language=language).encode()
    ready = Phrase(
        "logbook.ready",
        {"shown": len(dossier.statement.open), "n": dossier.statement.size, "key": dossier.statement.key},
    )
    stamped = stamps.head(dossier) if unit.core.settings.timestamp_url else b""
    document = Document("vehicle-dossier.html", "text/html", body, stamped)
    share = Button(Phrase("logbook.button.share"), "dossier.share", about.params(), once=False)
    rows = ((share,),) if unit.core.settings.public_url else ()
    return Reply(messages=(Message((ready,), rows=rows, document=document),))


def _hand_over(unit: Unit, owner: Owner, about: OfDossier) -> Dossier:
    ticks = about.sections.split()
    sections = [section for section in Section if section in ticks]
    return service.hand_over(unit, owner.id, about.vehicle_id, sections)


def _share(unit: Unit, owner: Owner, about: OfDossier) -> Reply:
    """Put it behind a link that ends. Raises Refusal vehicle_not_yours, driver_reads_only or dossier_page_over."""
    opening = webpage.open_up(unit, owner.id, about.vehicle_id, _hand_over(unit, owner, about))
    if opening is None:  # the operator has taken the public address away since
        raise Refusal("dossier_page_over", status=404)
    link = {"address": opening.address, "until": Moment(opening.ends_at, owner.zone)}
    of_page = OfPage(opening.page_id).params()
    end = Button(Phrase("logbook.button.share.end"), "dossier.page.end", of_page, once=False)
    line, code = Phrase("logbook.shared", link), QrCode(opening.address)
    return Reply(messages=(Message((line,), rows=((end,),), chart=code),))


def _end(unit: Unit, owner: Owner, about: OfPage) -> Reply:
    webpage.end(unit, owner.id, about.page_id)
    return Reply(messages=(Message((Phrase("logbook.shared.ended"),)),))


VERBS: Final[dict[str, Verb]] = {
    "dossier.choose": reads(OfDossier, _choose),
    "dossier.make": reads(OfDossier, _make),
    "dossier.share": reads(OfDossier, _share),
    "dossier.page.end": reads(OfPage, _end),
}
