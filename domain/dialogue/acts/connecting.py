"""How a car's data come in: the ways there are, each with exact steps and a name or key, and what speaks of a car at present."""

from collections.abc import Callable, Mapping
from importlib.resources import files
from typing import Final

from domain.contact.facts import Button, Document, Message, Reply, Style
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue.acts import people
from domain.dialogue.acts.about import OfCar
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.feeds import fleet_telemetry, home_assistant, imports, links, offers, ovms, teslamate
from domain.feeds.files.facts import program
from domain.feeds.links import Link
from domain.kit.classified import Purpose
from domain.privacy.watch import Watch
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle

_NUMBERS: Final = (1, 2, 3, 4)  # of cars in one TeslaMate that have a button
_NO_ADDRESS: Final = "https://ADDRESS"


class OfWay(Facts, frozen=True):
    """A way for the data of a car. number: TeslaMate's own of the car."""

    vehicle_id: int
    way: str
    number: int | None = None


class OfLink(Facts, frozen=True):
    """A connection of a car to a program."""

    link_id: int


def show(unit: Unit, owner: Owner, _argument: str = "") -> Reply:
    """Ask for each own car what the owner has. Raises Refusal no_car where none is linked."""
    own = registry.own_vehicles(unit, owner.id)
    if not own:
        raise Refusal("no_car")
    return Reply(messages=tuple(_ask(unit, owner, car) for car in own))


def button(car: Vehicle) -> Button:
    return Button(Phrase("connect.button"), "connect.show", OfCar(car.id).params(), once=False)


def _show_car(unit: Unit, owner: Owner, about: OfCar) -> Reply:
    return Reply(messages=(_ask(unit, owner, registry.own_vehicle(unit, owner.id, about.vehicle_id)),))


def _ask(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    is_agreed = Purpose.CARE in registry.consents(unit, owner.id)
    lines = (
        Phrase("connect.ask", {"car": car.name}),
        *sources(unit, owner, car),
        *(() if is_agreed else (Phrase("connect.no_consent"),)),
    )
    ways = [
        Button(Phrase(f"connect.way.{way}"), "connect.way", OfWay(car.id, way).params(), once=False)
        for way in _WAYS
    ]
    ends = tuple((_end(link),) for link in links.of_car(unit, owner.id, car.id))
    return Message(lines, rows=(*(tuple(ways[at : at + 2]) for at in range(0, len(ways), 2)), *ends))


def _end(link: Link) -> Button:
    label = Phrase("connect.stop", {"program": Phrase(f"connect.way.{link.feed}")})
    return Button(label, "connect.stop", OfLink(link.id).params(), Style.GRAVE)


def stop(unit: Unit, owner: Owner, about: OfLink) -> Reply:
    """End a connection of an own car. Raises Refusal feed_link_unknown or vehicle_not_yours."""
    link = next((each for each in links.of_owner(unit, owner.id) if each.id == about.link_id), None)
    if link is None:
        raise Refusal("feed_link_unknown", status=404)
    registry.own_vehicle(unit, owner.id, link.vehicle_id)
    links.end(unit, link)
    code = "connect.ended.key" if link.name.startswith(links.BY_KEY) else "connect.ended"
    return Reply(messages=(Message((Phrase(code, {"program": Phrase(f"connect.way.{link.feed}")}),)),))


def steps(unit: Unit, owner: Owner, about: OfWay) -> Reply:
    """Tell how one program is set up. Raises Refusal vehicle_not_yours, driver_reads_only or way_unknown."""
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    if about.way not in _WAYS:
        raise Refusal("way_unknown", status=422)
    return Reply(messages=(_WAYS[about.way](unit, car, about),))


def _teslamate(unit: Unit, car: Vehicle, about: OfWay) -> Message:
    link = offers.name_for(unit, car, feed=teslamate.NAME, number=about.number)
    code, _, number = link.name.partition("/cars/")
    lines = (
        Phrase("connect.teslamate", {"car": car.name, "code": code}),
        _broker(unit),
        Phrase("connect.number", {"number": int(number)}),
    )
    row = tuple(
        Button(
            Phrase("connect.number.is", {"number": each}),
            "connect.way",
            OfWay(car.id, about.way, each).params(),
            once=False,
        )
        for each in _NUMBERS
        if str(each) != number
    )
    return Message(lines, rows=(row,), private=True)


def _ovms(unit: Unit, car: Vehicle, _about: OfWay) -> Message:
    link = offers.name_for(unit, car, feed=ovms.NAME)
    return Message(
        (Phrase("connect.ovms", {"car": car.name, "name": link.name}), _broker(unit)), private=True
    )


def _broker(unit: Unit) -> Phrase:
    broker = unit.core.settings.mqtt_public
    return Phrase("connect.broker", {"broker": broker}) if broker else Phrase("connect.broker_unknown")


def _with_key(unit: Unit, car: Vehicle, about: OfWay) -> Message:
    names = {"car": car.name, "url": unit.core.settings.public_url or _NO_ADDRESS}
    label = Phrase("connect.make_file" if about.way == home_assistant.NAME else "connect.make_key")
    key = Button(label, "connect.key", about.params(), Style.GOOD)
    return Message((Phrase(f"connect.{about.way}", names), *_address(unit)), rows=((key,),))


def _address(unit: Unit) -> tuple[Phrase, ...]:
    if unit.core.settings.public_url:
        return ()
    return (Phrase("connect.address_unknown", {"placeholder": _NO_ADDRESS}),)


def _file(_unit: Unit, car: Vehicle, _about: OfWay) -> Message:
    return Message((Phrase("connect.file", {"car": car.name}),))


def _other(_unit: Unit, _car: Vehicle, _about: OfWay) -> Message:
    return Message((Phrase("connect.other"),), rows=((people.button(),),))


_WAYS: Final[Mapping[str, Callable[[Unit, Vehicle, OfWay], Message]]] = {
    teslamate.NAME: _teslamate,
    home_assistant.NAME: _with_key,
    ovms.NAME: _ovms,
    fleet_telemetry.NAME: _with_key,
    "file": _file,
    "other": _other,
}


def key(unit: Unit, owner: Owner, about: OfWay) -> Reply:
    """Make a key of the car, in a file for Home Assistant; one made before stops working."""
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    for link in links.of_car(unit, owner.id, car.id):
        if link.name.startswith(links.BY_KEY):  # it cannot send any more
            links.end(unit, link)
    secret = registry.vehicle_key(unit, car.id)
    links.by_key(unit, car, feed=about.way)
    if about.way != home_assistant.NAME:
        return Reply(
            messages=(Message((Phrase("connect.key", {"car": car.name, "key": secret}),), private=True),)
        )
    address = unit.core.settings.public_url or _NO_ADDRESS
    package = (files("domain.data") / "home_assistant.yaml").read_text(encoding="utf-8")
    body = package.replace("KEY", secret).replace("ADDRESS/v1", f"{address}/v1")
    lines = (Phrase("connect.here_is_file", {"car": car.name}), *_address(unit))
    file = Document("beforehand.yaml", "application/yaml", body.encode())
    return Reply(messages=(Message(lines, document=file, private=True),))


def sources(unit: Unit, owner: Owner, car: Vehicle) -> tuple[Phrase, ...]:
    """Say which programs speak of a car, when each last did, and which files were read in."""
    lines = []
    for link in links.of_car(unit, owner.id, car.id):
        about = {"program": Phrase(f"connect.way.{link.feed}")}
        at = link.last_at and Moment(link.last_at, owner.zone)
        lines.append(Phrase("feed.speaks", {**about, "at": at}) if at else Phrase("feed.silent", about))
    for file in imports.of_car(unit, owner.id, car.id):
        at, until = Moment(file.made_at, owner.zone), Moment(file.until, "UTC")
        lines.append(Phrase("feed.file", {"program": program(file.kind), "at": at, "until": until}))
    return tuple(lines)


def reach(watched: Watch) -> tuple[Phrase, ...]:
    """Say which checks the data that come in are enough for, and which they are not."""
    return (*enough(watched.at_work), *lacking(watched.idle))


def enough(codes: tuple[str, ...]) -> tuple[Phrase, ...]:
    return (Phrase("feed.judges", {"checks": _names(codes)}),) if codes else ()


def lacking(codes: tuple[str, ...]) -> tuple[Phrase, ...]:
    return (Phrase("feed.cannot", {"checks": _names(codes)}),) if codes else ()


def _names(codes: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(Phrase(f"check.{code}") for code in codes)


VERBS: dict[str, Verb] = {
    "connect.show": reads(OfCar, _show_car),
    "connect.way": reads(OfWay, steps),
    "connect.key": reads(OfWay, key),
    "connect.stop": reads(OfLink, stop),
}
