"""The health report in the chat: what no plan withholds, all of it in a few lines, as a signed PDF, or as a page behind a link."""

from typing import Final

import msgspec

from domain.checkup import page, service, signature
from domain.checkup.about import OfCheckup
from domain.checkup.facts import Checkup
from domain.contact.facts import Button, Document, Message, Reply
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue.acts import own_trips, plan
from domain.dialogue.acts.report import OfPage
from domain.explain.catalogue import locale_for
from domain.explain.facts import Moment, Phrase
from domain.kit.classified import Purpose
from domain.plans.facts import Entitlement
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.reports import webpage

_NAME: Final = "health-report.pdf"


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """Report on each car of one's own. Raises Refusal as `own_trips.own_cars`."""
    replies = [of_car(unit, owner, OfCheckup(car.id)) for car in own_trips.own_cars(unit, owner)]
    return Reply(messages=tuple(message for reply in replies for message in reply.messages))


def of_car(unit: Unit, owner: Owner, about: OfCheckup) -> Reply:
    """Report on a car, or hand its report over. Raises Refusal vehicle_not_yours, or driver_reads_only for somebody else's car."""
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    heading = Phrase("checkup.heading", {"car": car.name, "on": Moment(unit.now, owner.zone)})
    if not service.is_agreed(unit, owner.id):
        allow = ((own_trips.allow(Purpose.CARE),),)
        return Reply(messages=(Message((heading, Phrase("checkup.none.care")), rows=allow),))
    report = service.of(unit, owner, car)
    denial = plan.missing(unit, owner.id, Entitlement.HEALTH_REPORT, vehicle_id=car.id)
    if denial is not None:
        lines = (heading, Phrase("checkup.free"), *page.free(report))
        return Reply(messages=(Message(lines), denial))
    if about.paged:
        return Reply(messages=_paged(unit, owner, car, report))
    link = _page(unit, owner, car, report) if about.on_web else None
    return Reply(messages=(link or _message(unit, car, report, heading),))


def _message(unit: Unit, car: Vehicle, report: Checkup, heading: Phrase) -> Message:
    files = [_button("checkup.button.paged", OfCheckup(car.id, paged=True))]
    if unit.core.settings.public_url:
        files.append(_button("checkup.button.page", OfCheckup(car.id, on_web=True)))
    return Message((heading, *page.short(report)), rows=(tuple(files),), chart=page.picture(report))


def _button(label: str, about: OfCheckup) -> Button:
    return Button(Phrase(label), "checkup.show", about.params(), once=False)


def _paged(unit: Unit, owner: Owner, car: Vehicle, report: Checkup) -> tuple[Message, ...]:
    from domain.checkup import seal  # noqa: PLC0415 - half a second of importing that only the first page pays
    from domain.explain import sheets  # noqa: PLC0415 - as seal

    sheet = page.sheet(report, vin=registry.vin_of(unit, car))
    language = locale_for(owner.locale)
    body = seal.sign(unit, sheets.document(sheet, say=unit.core.speaker(language).say, language=language))
    signed = signature.sign(unit, body)
    text = msgspec.json.format(msgspec.json.encode(signed), indent=2)
    key = Phrase("checkup.signed", {"key": signed.signed.key})
    return (
        Message((Phrase("checkup.paged"),), document=Document(_NAME, "application/pdf", body)),
        Message((key,), document=Document(f"{_NAME}.sig", "application/json", text)),
    )


def _page(unit: Unit, owner: Owner, car: Vehicle, report: Checkup) -> Message | None:
    """Put the report on a page behind a link, for a buyer to read; None where pages have no public address."""
    sheet = page.sheet(report)
    opening = webpage.open_up(unit, owner.id, car.id, sheet, is_shared=True, purpose=Purpose.CARE)
    if opening is None:
        return None
    line = Phrase("checkup.page", {"address": opening.address, "until": Moment(opening.ends_at, owner.zone)})
    about = OfPage(opening.page_id).params()
    end = Button(Phrase("report.button.page.end"), "report.page.end", about, once=False)
    return Message((line,), rows=((end,),))


VERBS: Final[dict[str, Verb]] = {"checkup.show": reads(OfCheckup, of_car)}
