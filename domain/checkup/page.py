"""How a health report is laid out: in the chat what matters most, and on a page all of it."""

from collections.abc import Iterator
from typing import Final

from domain.booking import words as jobs
from domain.checkup import rules
from domain.checkup.facts import (
    WEIGHTS,
    Certificate,
    Checkup,
    Compared,
    Part,
    PartScore,
    State,
    System,
    Warned,
)
from domain.explain.facts import Moment, Phrase, Section, Sheet, noon
from domain.explain.facts import Part as Bar
from domain.health.facts import Level
from domain.upkeep.facts import Entry

_LEVELS: Final = {Level.BLUE: "blue", Level.YELLOW: "yellow", Level.RED: "red"}
_NEXT: Final = 3  # tasks of the service plan that the chat names


def sheet(of: Checkup, *, vin: str = "") -> Sheet:
    """Lay out the whole report. vin: names the car in what its owner hands on; "" on a page that whoever has a link sees."""
    sections = (
        Section(Phrase("checkup.section.car"), tuple(_car(of, vin))),
        _score(of),
        Section(Phrase("checkup.section.systems"), tuple(_system(each, of.zone) for each in of.systems)),
        Section(Phrase("checkup.section.warned"), tuple(_warnings(of))),
        Section(Phrase("checkup.section.services"), tuple(_services(of))),
        Section(Phrase("checkup.section.battery"), tuple(_battery(of)), own_page=True),
        Section(Phrase("checkup.section.compared"), tuple(_compared(of))),
        Section(Phrase("checkup.section.ahead"), tuple(_ahead(of))),
        Section(Phrase("checkup.section.about"), tuple(_about(signed=bool(vin)))),
    )
    return Sheet(title(of), sections)


def title(of: Checkup) -> Phrase:
    return Phrase("checkup.title", {"model": of.model, "on": Moment(of.at, of.zone)})


def picture(of: Checkup) -> Sheet:
    """Draw the score and its parts."""
    return Sheet(title(of), (Section(_score_line(of), (), tuple(_bars(of))),))


def free(of: Checkup) -> Iterator[Phrase]:
    """Say what no plan withholds: the systems, open warnings and recalls, and what comes up next."""
    yield _systems_sum(of)
    yield from _open(of)
    recalls = next(each for each in of.parts if each.part is Part.RECALLS)
    if recalls.against:
        yield Phrase("checkup.recalls.open", {"n": recalls.against})
    elif recalls.points is not None:
        yield Phrase("checkup.recalls.none")
    yield from _overdue(of)
    for line in of.due[:_NEXT]:
        yield Phrase("checkup.next", {"line": line})


def _overdue(of: Checkup) -> Iterator[Phrase]:
    for line in of.overdue:
        yield Phrase("checkup.overdue", {"line": line})


def short(of: Checkup) -> Iterator[Phrase]:
    """Say the report in a few lines."""
    yield _score_line(of)
    yield from _left_out(of)
    yield from free(of)
    if of.certificate is not None:
        battery = of.certificate
        yield Phrase("checkup.battery.short", {"soh": battery.soh, "low": battery.low, "high": battery.high})
    yield _warned_sum(of)


def _car(of: Checkup, vin: str) -> Iterator[Phrase]:
    yield Phrase("checkup.car.model", {"model": of.model})
    if vin:
        yield Phrase("checkup.car.vin", {"vin": vin})
    if of.in_use_since is not None:
        yield Phrase("checkup.car.since", {"on": noon(of.in_use_since, of.zone)})
    code = "checkup.car.odometer.none" if of.odometer_km is None else "checkup.car.odometer"
    yield Phrase(code, {"km": of.odometer_km})


def _score(of: Checkup) -> Section:
    lines = (*_left_out(of), Phrase("checkup.score.about"), *map(_basis, of.parts))
    return Section(_score_line(of), lines, tuple(_bars(of)))


def _score_line(of: Checkup) -> Phrase:
    score = rules.score(of.parts)
    if score is None:
        return Phrase("checkup.score.none", {"least": rules.LEAST_KNOWN})
    return Phrase("checkup.score", {"score": score})


def _left_out(of: Checkup) -> Iterator[Phrase]:
    """Say which parts are left out, and that the weights of the others count as the whole."""
    unknown = tuple(Phrase(f"checkup.name.{each.part}") for each in of.parts if each.points is None)
    if unknown and rules.score(of.parts) is not None:
        yield Phrase("checkup.score.part", {"parts": unknown, "known": rules.known_weight(of.parts)})


def _bars(of: Checkup) -> Iterator[Bar]:
    for each in of.parts:
        if each.points is not None:
            name = Phrase(f"checkup.part.{each.part}", {"weight": WEIGHTS[each.part]})
            share = each.points / 100
            yield Bar(name, Phrase("checkup.points", {"points": each.points}), share, share, share)


def _basis(of: PartScore) -> Phrase:
    if of.points is None:
        return Phrase(f"checkup.unknown.{of.part}")
    points = {_LEVELS[level]: each for level, each in rules.LEVEL_POINTS.items()}
    figures = {"n": of.n, "counted": of.n, "against": of.against, "worn": rules.WORN_OUT}
    return Phrase(f"checkup.counted.{of.part}", {**figures, **points})


def _system(of: System, zone: str) -> Phrase:
    name = Phrase(f"check.{of.check}")
    match of.state:
        case State.WARNED if of.level is not None:
            return Phrase("checkup.system.warned", {"name": name, "level": _level(of.level)})
        case State.UNKNOWN:
            return Phrase("checkup.system.unknown", {"name": name, "why": Phrase(f"checkup.why.{of.why}")})
        case State.CLEAR if of.last is not None:
            return Phrase("checkup.system.clear.on", {"name": name, "on": noon(of.last, zone)})
    return Phrase(f"checkup.system.{of.state}", {"name": name})


def _level(level: Level) -> Phrase:
    return Phrase(f"checkup.level.{_LEVELS[level]}")


def _systems_sum(of: Checkup) -> Phrase:
    usable = [each for each in of.systems if rules.is_judged(each)]
    if not usable:
        return Phrase("checkup.systems.none")
    warned = sum(each.state is State.WARNED for each in usable)
    figures = {"clear": len(usable) - warned, "warned": warned, "open": len(of.systems) - len(usable)}
    return Phrase("checkup.systems.sum", figures)


def _open(of: Checkup) -> Iterator[Phrase]:
    standing = [each for each in of.warned if each.is_open]
    for each in standing:
        yield Phrase("checkup.open", {"title": each.title})
    if not standing and any(map(rules.is_judged, of.systems)):  # else it would sound as if all were well
        yield Phrase("checkup.open.none")


def _warnings(of: Checkup) -> Iterator[Phrase]:
    yield _warned_sum(of)
    for each in of.warned:
        figures = {"on": Moment(each.on, of.zone), "title": each.title, "level": _level(each.level)}
        yield Phrase("checkup.warned.line", {**figures, "outcome": _outcome(each)})


def _warned_sum(of: Checkup) -> Phrase:
    if not of.warned:
        return Phrase("checkup.warned.none")
    right, wrong = (sum(each.right is which for each in of.warned) for which in (True, False))
    n = len(of.warned)
    return Phrase("checkup.warned.sum", {"n": n, "right": right, "wrong": wrong, "open": n - right - wrong})


def _outcome(of: Warned) -> Phrase:
    if of.right is None:
        return Phrase("checkup.outcome.open" if of.is_open else "checkup.outcome.over")
    return Phrase(f"checkup.{'right' if of.right else 'wrong'}.{of.by}")


def _services(of: Checkup) -> Iterator[Phrase]:
    for entry in of.services:
        yield _service(entry, of.zone)
    if not of.services:
        yield Phrase("checkup.service.none")


def _service(entry: Entry, zone: str) -> Phrase:
    work = entry.work
    where = Phrase(f"checkup.where.{'elsewhere' if work.elsewhere or entry.is_corrected else 'here'}")
    figures = {"on": noon(work.on, zone), "job": jobs.job(work.job), "where": where}
    if work.odometer_km is None:
        return Phrase("checkup.service.line", figures)
    return Phrase("checkup.service.line.km", {**figures, "km": work.odometer_km})


def _battery(of: Checkup) -> Iterator[Phrase]:
    if of.certificate is None:
        yield Phrase("checkup.battery.none")
    else:
        yield from _certificate(of.certificate, of.zone)
    for each in of.workshop:
        method = Phrase(f"checkup.method.{each.method}")
        figures = {"on": Moment(each.at, of.zone), "soh": each.soh_pct, "method": method}
        yield Phrase("checkup.battery.workshop", figures)
    if not of.workshop:
        yield Phrase("checkup.battery.workshop.none")
    if of.certificate is not None:
        yield Phrase("checkup.battery.on", {"on": Moment(of.at, of.zone)})
        yield Phrase("checkup.battery.not_lab")


def _certificate(of: Certificate, zone: str) -> Iterator[Phrase]:
    yield Phrase("checkup.battery.soh", {"soh": of.soh, "new": of.new_kwh, "kwh": of.new_kwh * of.soh / 100})
    yield Phrase("checkup.battery.interval", {"low": of.low, "high": of.high})
    yield Phrase("checkup.battery.confidence", {"score": of.confidence})
    yield Phrase("checkup.battery.method")
    span = {"first": noon(of.first, zone), "last": noon(of.last, zone)}
    yield Phrase(
        "checkup.battery.charges", {"n": of.charges, "fast": of.fast, "held": of.charges_kept, **span}
    )
    yield Phrase("checkup.battery.conditions", {"gained": of.gained})
    if of.coldest is None or of.warmest is None:
        yield Phrase("checkup.battery.warmth.none")
    else:
        yield Phrase("checkup.battery.warmth", {"coldest": of.coldest, "warmest": of.warmest})


def _compared(of: Checkup) -> Iterator[Phrase]:
    for each in of.compared:
        yield _comparison(each)
    if not of.compared:
        yield Phrase("checkup.compared.none")


def _comparison(of: Compared) -> Phrase:
    values = {"own": of.own, "low": of.others.low, "high": of.others.high, "middle": of.others.middle}
    words = {name: Phrase(f"checkup.value.{of.measure}", {"value": value}) for name, value in values.items()}
    name = Phrase(f"checkup.measure.{of.measure}")
    return Phrase("checkup.compared.line", {"name": name, "cars": of.others.cars, **words})


def _ahead(of: Checkup) -> Iterator[Phrase]:
    yield from _overdue(of)
    yield from of.due or ([] if of.overdue else [Phrase("checkup.due.none")])
    yield Phrase("checkup.season.none" if of.season is None else "checkup.season", {"task": of.season})
    if of.outlook is None:
        yield Phrase("checkup.outlook.none")
    elif of.outlook.code == "checkup.outlook.plan":
        yield of.outlook
    else:
        yield Phrase("checkup.outlook", {"line": of.outlook})


def _about(*, signed: bool) -> Iterator[Phrase]:
    yield Phrase("checkup.about.source")
    yield Phrase("checkup.about.signed" if signed else "checkup.about.page")
