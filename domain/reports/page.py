"""How a driving report is laid out: in the chat the most telling first, and on a page all of it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from domain.driving.facts import Place
from domain.energy import rules as energy
from domain.energy.split.facts import Share, Split
from domain.explain.facts import Moment, Money, Part, Phrase, Section, Sheet
from domain.reports import rules
from domain.reports.facts import Advice, Charging, Report
from domain.telemetry.trips import BANDS_KMH
from domain.trips.facts import Period

_MONTH: Final = timedelta(days=32)
_IN_DAYS: Final = timedelta(days=2)  # from here on a span is told in days
_BY_MONTH: Final = {Period.MONTH, Period.LAST_MONTH, Period.HALF_YEAR, Period.YEAR, Period.LAST_YEAR}
_LEAST: Final = 0.01  # a share below it is not told
_NEARLY: Final = 0.95
_LARGE: Final = 10.0  # from here on whole numbers: an interval is never finer


def months(report: Report, zone: str) -> Phrase:
    """Name the months of a report."""
    since, until = Moment(report.since, zone), Moment(report.until - timedelta(seconds=1), zone)
    code = "report.months" if report.until - report.since < _MONTH else "report.months.more"
    return Phrase(code, {"since": since, "until": until})


def days(report: Report, zone: str) -> Phrase:
    """Name the days of a report of less than a month, else its months."""
    if report.period in _BY_MONTH:
        return months(report, zone)
    since, until = Moment(report.since, zone), Moment(report.until - timedelta(seconds=1), zone)
    return Phrase("report.days", {"since": since, "until": until})


def lines(report: Report) -> Iterator[Phrase]:
    """Say the report in a few lines, then its advice."""
    every = [*_driving(report), *_short_split(report), *_charging(report), *_battery(report)]
    yield Phrase("report.entries", {"entries": tuple(every)})
    yield from advice(report)


def sheet(report: Report, title: Phrase, *, is_shared: bool = False, address: str = "") -> Sheet:
    """Lay out all that the report tells; where it is shared, without what its owner might do about figures that are missing."""
    sections = [
        Section(Phrase("report.driving"), (*_driving(report), *_ways(report, is_shared=is_shared))),
        *_split(report),
        Section(
            Phrase("report.charging"),
            (*_charging(report), *([] if is_shared else _hint(report)), *_battery(report)),
        ),
        Section(Phrase("report.advice"), tuple(advice(report))),
    ]
    shared = (Section(Phrase("report.shared"), link(address)),) if is_shared else ()
    return Sheet(title, (*sections, *shared))


def link(address: str) -> tuple[Phrase, ...]:
    """Say where whoever is shown a report can begin; nothing without an address."""
    return (Phrase("report.link"), Phrase("report.link.address", {"address": address})) if address else ()


def picture(report: Report, title: Phrase) -> Sheet | None:
    """Draw what the energy went into; None where that cannot be told."""
    parts = _split(report)
    return Sheet(title, tuple(parts)) if parts else None


def _driving(report: Report) -> Iterator[Phrase]:
    total = report.total
    if not total.n:
        yield Phrase("trips.none")
        return
    yield Phrase("report.driven", {"n": total.n, "km": total.km, "time": _time(total.minutes)})
    if total.kwh is None or total.per_100km is None:
        yield Phrase("report.energy.none")
    else:
        yield Phrase("report.energy", {"kwh": total.kwh, "rate": total.per_100km})
        yield _usual(report)
        yield from _model(report)
    yield from _hard(report)


def _time(minutes: int) -> timedelta | Phrase:
    """Say a time of driving in hours, however long: days of it are none of the calendar."""
    time = timedelta(minutes=minutes)
    return Phrase("report.hours", {"n": round(minutes / 60)}) if time >= _IN_DAYS else time


def _usual(report: Report) -> Phrase:
    if report.usual is None:
        return Phrase("report.usual.few", {"before": energy.FEWEST_BEFORE, "lately": energy.FEWEST_LATELY})
    change = report.usual.change
    if not rules.is_changed(report.usual):
        span = {"less": -change.low, "more": change.high}
        return (
            Phrase("report.usual.open", span) if rules.is_open(report.usual) else Phrase("report.usual.same")
        )
    low, high = sorted((abs(change.low), abs(change.high)))
    code = "report.usual.more" if change.kwh > 0 else "report.usual.less"
    return Phrase(code, {"part": abs(change.kwh), "low": low, "high": high})


def _model(report: Report) -> Iterator[Phrase]:
    if report.at_15c is not None:
        own, others = report.at_15c.own, report.at_15c.others
        figures = {"cars": others.cars, "low": others.low, "middle": others.middle, "high": others.high}
        yield Phrase("report.model", {"own": own, **figures})


def _ways(report: Report, *, is_shared: bool) -> Iterator[Phrase]:
    """Say what the chat leaves out."""
    if report.at_15c is None and report.total.kwh is not None and not is_shared:
        yield Phrase("report.model.none")
    if report.total.regenerated_kwh is not None:
        yield Phrase("report.back", {"kwh": report.total.regenerated_kwh})
    if report.band_km is not None and sum(report.band_km) > 0:
        yield Phrase("report.speeds", {"bands": tuple(_bands(report.band_km))})
    if report.hard is None and not is_shared:
        yield Phrase("report.hard.none")
    if report.hard is not None and report.place is None and not is_shared:
        yield place(None)


def _hard(report: Report) -> Iterator[Phrase]:
    if report.hard is not None:
        yield Phrase(
            "report.hard",
            {"starts": report.hard.starts.per_100km, "brakings": report.hard.brakings.per_100km},
        )
        if report.place is not None:
            yield place(report.place)


def place(of: Place | None) -> Phrase:
    """Say where an owner stands among others of the model, or why that is not said."""
    if of is None:
        return Phrase("driving.others.few")
    if of.is_open:
        return Phrase("driving.others.open", {"n": of.others})
    return Phrase("driving.others", {"n": of.others, "low": of.low, "high": of.high})


def _bands(band_km: tuple[float, ...]) -> Iterator[Phrase]:
    for begins, ends, km in zip(BANDS_KMH, (*BANDS_KMH[1:], None), band_km, strict=True):
        if km >= _LEAST * sum(band_km):
            code = "report.band.above" if ends is None else "report.band"
            yield Phrase(code, {"from": begins, "to": ends, "share": km / sum(band_km)})


def ranges(split: Split) -> Iterator[Phrase]:
    """Say what the energy of one trip went into, as ranges alone: of a single trip nothing finer can be told."""
    parts = [_part(f"report.part.{name}", each) for name, each in _shares(split)]
    if parts:
        each = (
            Phrase("report.trip.part", {"name": part.name, "low": part.low, "high": part.high})
            for part in parts
        )
        yield Phrase("report.trip.split", {"parts": tuple(each)})


def _shares(split: Split | None) -> list[tuple[str, Share]]:
    """Return the shares that are told, of 1, the largest first: those of a hundredth and more."""
    if split is None or split.total <= 0:
        return []
    total = split.total
    shares = [
        (name, Share(each.kwh / total, each.low / total, each.high / total))
        for name, each in split.shares.items()
        if each is not None and each.kwh >= _LEAST * total
    ]
    return sorted(shares, key=lambda each: each[1].kwh, reverse=True)


def _short_split(report: Report) -> Iterator[Phrase]:
    parts = [
        Phrase("report.split.part", {"name": Phrase(f"report.part.{name}"), "share": each.kwh})
        for name, each in _shares(report.split)
    ]
    if parts:
        yield Phrase("report.split", {"parts": tuple(parts)})


def _split(report: Report) -> list[Section]:
    shares = _shares(report.split)
    if report.split is None or not shares:
        return []
    parts = [_part(f"report.part.{name}", each) for name, each in shares]
    rest = report.split.rest / report.split.total
    if rest >= _LEAST:
        parts.append(_part("report.split.rest", Share(rest, rest, rest)))
    return [Section(Phrase("report.split.title"), tuple(_about(report)), tuple(parts))]


def _part(name: str, share: Share) -> Part:
    low, high = max(share.low, 0.0), min(share.high, 1.0)
    code = "report.split.told" if low < high else "report.split.plain"
    return Part(
        Phrase(name), Phrase(code, {"share": share.kwh, "low": low, "high": high}), share.kwh, low, high
    )


def _about(report: Report) -> Iterator[Phrase]:
    yield Phrase("report.split.about")
    if report.split_km < _NEARLY * report.total.km:
        yield Phrase("report.split.km", {"km": report.split_km, "all": report.total.km})


def _charging(report: Report) -> Iterator[Phrase]:
    habits = report.charging
    if habits is None:
        yield Phrase("report.charged.none")
        return
    figures = {"n": habits.n, "kwh": habits.kwh}
    if habits.cost is None:
        yield Phrase("report.charged", figures)
    else:
        yield Phrase("report.charged.cost", {**figures, "cost": Money(habits.cost, report.currency)})
    yield _habit(habits)


def _hint(report: Report) -> Iterator[Phrase]:
    if report.charging is not None and report.charging.cost is None:
        yield Phrase("report.charged.no_tariff")


def _habit(habits: Charging) -> Phrase:
    code = "report.charged.habit" if habits.is_by_tariff else "report.charged.habit.night"
    return Phrase(code, {"level": habits.level / 100, "fast": habits.fast, "night": habits.night})


def _battery(report: Report) -> Iterator[Phrase]:
    if report.battery is None:
        return
    figures = {"soh": report.battery.soh, "low": report.battery.low, "high": report.battery.high}
    if report.battery.others is None:
        yield Phrase("report.battery", figures)
    else:
        yield Phrase("report.battery.model", {**figures, "middle": report.battery.others.middle})


def advice(report: Report) -> Iterator[Phrase]:
    """Say each piece of advice in a line, or that there is none."""
    for each in report.advice:
        what, saving = Phrase(f"report.advice.{each.code}", each.figures), _saving(each, report.currency)
        yield Phrase(
            "report.advice.plain" if saving is None else "report.advice.one", {"what": what, "saving": saving}
        )
    if not report.advice and report.total.kwh is not None:
        yield Phrase("report.advice.none")


def _saving(advice: Advice, currency: str) -> Phrase | None:
    money = {} if advice.money is None else _money(advice.money, currency)
    if advice.kwh is None:
        return Phrase("report.saving.money", money) if money else None
    saved = _round(advice.kwh)
    kwh = {"kwh": saved.kwh, "low": saved.low, "high": saved.high}
    return Phrase("report.saving.both" if money else "report.saving.kwh", {**kwh, **money})


def _money(money: Share, currency: str) -> dict[str, Money]:
    saved = _round(money)
    amounts = {"money": saved.kwh, "least": saved.low, "most": saved.high}
    return {name: Money(amount, currency) for name, amount in amounts.items()}


def _round(saving: Share) -> Share:
    """Round a saving and its interval alike, and never to nought."""
    digits = 0 if saving.kwh >= _LARGE and saving.low >= 1 else 1
    return Share(round(saving.kwh, digits), round(saving.low, digits), round(saving.high, digits))
