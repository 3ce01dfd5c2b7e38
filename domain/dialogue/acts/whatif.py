"""What another habit would do to the battery and the range: by command, sentence or tap."""

from collections.abc import Iterable, Iterator
from typing import Final

from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Facts, Verb, reads
from domain.core import Unit
from domain.dialogue import whatif_forms
from domain.dialogue.acts import own_trips
from domain.dialogue.whatif_forms import Habit
from domain.errors import Refusal
from domain.explain.facts import Names, Phrase, sentence
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.twin import cities, rules, service
from domain.twin.facts import Answer, Change, Habits, Span, Twin

LIMITS: Final = (80, 90, 100)
_CITIES: Final = ("haikou", "kunming")  # hotter and milder than most
_YEARS: Final = (1, 3, 5, 8)
_THIRD_LESS: Final = 67  # percent of today's distance
_DEGREES: Final = 5
_HORIZON: Final = max(_YEARS)

Rows = tuple[tuple[Button, ...], ...]


class OfChange(Facts, frozen=True):
    """What would be done otherwise with a car; nought, -1 or "" leaves it as it is. limit, fast, km: percent; parking: °C."""

    vehicle_id: int
    limit: int = 0
    fast: int = -1
    parking: int = 0
    km: int = 0
    city: str = ""


def show(unit: Unit, owner: Owner, argument: str = "") -> Reply:
    """Tell how each car of one's own is used, with what could be changed; or answer what stands behind the command.

    Raises Refusal as `own_trips.own_cars`.
    """
    habit = whatif_forms.read(f"what if {argument}") if argument else None
    return _replies(unit, owner, habit)


def answer(unit: Unit, owner: Owner, text: str) -> Reply | None:
    """Answer what a sentence asks of another habit; None where it asks of none."""
    habit = whatif_forms.read(text)
    return None if habit is None else _replies(unit, owner, habit)


def _replies(unit: Unit, owner: Owner, habit: Habit | None) -> Reply:
    cars = own_trips.own_cars(unit, owner)
    return Reply(messages=tuple(_of_car(unit, owner, car, habit) for car in cars))


def _of_car(unit: Unit, owner: Owner, car: Vehicle, habit: Habit | None) -> Message:
    """Answer for one car; one of which too little is known says so, and the others are answered all the same."""
    try:
        habits = service.of_car(unit, owner.id, car.id).habits
        if habit is None:
            return _overview(unit, owner, car)
        return _answered(unit, owner, car, _about(car, habits, habit))
    except Refusal as refusal:
        heading = Phrase("car.heading", {"car": car.name, "model": car.model})
        return Message((heading, sentence(refusal)))


def _about(car: Vehicle, habits: Habits, habit: Habit) -> OfChange:
    """Return what a habit changes. Raises Refusal twin_no_distance for another distance than one that is not known."""
    if habit.km_year and not habit.km_share and not habits.km_year:
        raise Refusal("twin_no_distance", status=422, car=car.name)
    share = habit.km_share or (habit.km_year / habits.km_year if habit.km_year and habits.km_year else None)
    fast = {"none": 0.0, "less": habits.fast_share / 2, "more": 1.0}.get(habit.fast)
    return OfChange(
        car.id,
        limit=round(habit.limit_pct or 0),
        fast=-1 if fast is None else round(100 * fast),
        parking=round(habit.parking_c or 0),
        km=max(1, round(100 * share)) if share else 0,
        city=habit.city,
    )


def _open(unit: Unit, owner: Owner, about: OfChange) -> Reply:
    """Answer another change. Raises Refusal vehicle_not_yours, driver_reads_only, or as `rules.what_if`."""
    car = registry.own_vehicle(unit, owner.id, about.vehicle_id)
    return Reply(messages=(_answered(unit, owner, car, about),))


def _overview(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    twin = service.of_car(unit, owner.id, car.id)
    lines = (Phrase("twin.heading", {"car": car.name}), *usage(twin), Phrase("twin.ask"))
    return Message(lines, rows=_rows(car.id, twin.habits))


def usage(twin: Twin) -> Iterator[Phrase]:
    """Say how a car is used, and how fast its battery ages by that."""
    yield Phrase("twin.basis", {"charges": twin.habits.n_charges, "days": twin.habits.n_days})
    yield Phrase("twin.lines", {"entries": tuple(_habits(twin.habits))})
    yield Phrase(f"twin.pace.{'own' if twin.pace.is_own else 'fleet'}", {"rate": max(twin.pace.rate, 0.0)})


def _habits(habits: Habits) -> Iterator[Phrase]:
    yield Phrase("twin.habit.limit", {"limit": habits.limit_pct / 100})
    yield Phrase("twin.habit.high", {"share": habits.high_share})
    yield Phrase("twin.habit.fast", {"share": habits.fast_share})
    yield Phrase("twin.habit.weather", {"celsius": float(habits.celsius.mean())})
    if habits.km_year is not None:
        yield Phrase("twin.habit.km", {"km": round(habits.km_year, -2)})


def _rows(car_id: int, habits: Habits) -> Rows:
    def button(label: str, about: OfChange, **params: object) -> Button:
        return Button(Phrase(f"twin.button.{label}", params), "whatif.show", about.params(), once=False)

    limits = tuple(button("limit", OfChange(car_id, limit=each), limit=each / 100) for each in LIMITS)
    half = OfChange(car_id, fast=round(50 * habits.fast_share))
    fast = (button("fast", half),) if rules.tells_fast(habits.fast_share, half.fast / 100) else ()
    cooler = button("cooler", OfChange(car_id, parking=-_DEGREES))
    warmer = button("warmer", OfChange(car_id, parking=_DEGREES))
    less = button("km", OfChange(car_id, km=_THIRD_LESS))
    places = tuple(button("city", OfChange(car_id, city=each), city=city_name(each)) for each in _CITIES)
    return (limits, (*fast, less), (cooler, warmer), places)


def city_name(code: str) -> Names:
    """Return the name of a city of `cities.ALL`."""
    return Names({"zh_Hans": cities.ALL[code].zh, "en": cities.ALL[code].en})


def _answered(unit: Unit, owner: Owner, car: Vehicle, about: OfChange) -> Message:
    twin = service.of_car(unit, owner.id, car.id)
    result = rules.what_if(twin, change(about))
    lines = tuple(tell(car, about, result, _YEARS, knows_range=twin.reach is not None))
    return Message(lines, rows=_rows(car.id, twin.habits))


def tell(
    car: Vehicle, about: OfChange, result: Answer, years: Iterable[int], *, knows_range: bool
) -> Iterator[Phrase]:
    """Say what a change does after some of the years of `YEARS`, each with its interval, and what is not known of it."""
    yield Phrase("twin.answer", {"car": car.name, "changes": tuple(_changes(about))})
    yield Phrase("twin.kept")
    yield Phrase("twin.lines", {"entries": tuple(points(each, result.difference[each]) for each in years)})
    yield _same(result)
    yield from _range(result, about, is_known=knows_range)
    yield from _notes(about)
    yield Phrase("twin.how")


def change(about: OfChange) -> Change:
    """Return what a button or a form stands for."""
    return Change(
        limit_pct=about.limit or None,
        fast_share=about.fast / 100 if about.fast >= 0 else None,
        parking_c=about.parking or None,
        km_share=about.km / 100 if about.km else None,
        city=about.city or None,
    )


def _changes(about: OfChange) -> Iterator[Phrase]:
    if about.limit:
        yield Phrase("twin.change.limit", {"limit": about.limit / 100})
    if about.fast >= 0:
        yield Phrase("twin.change.fast", {"share": about.fast / 100})
    if about.parking:
        code = "warmer" if about.parking > 0 else "cooler"
        yield Phrase(f"twin.change.{code}", {"celsius": abs(about.parking)})
    if about.km:
        yield Phrase("twin.change.km", {"share": about.km / 100})
    if about.city:
        yield Phrase("twin.change.city", {"city": city_name(about.city)})


def points(years: int, span: Span) -> Phrase:
    """Say the points that are kept after some years, with their interval."""
    if span.low < 0 < span.high:
        return Phrase("twin.kept.open", {"n": years, "less": -span.low, "more": span.high})
    low, high = sorted((abs(span.low), abs(span.high)))
    code = "more" if span.middle > 0 else "less"
    return Phrase(f"twin.kept.{code}", {"n": years, "middle": abs(span.middle), "low": low, "high": high})


def _same(result: Answer) -> Phrase:
    difference, same = result.difference[_HORIZON], result.years_to_same
    if difference.low < 0 < difference.high:
        return Phrase("twin.same.open")
    code = "twin.same.late" if same.high >= rules.LATEST else "twin.same"
    return Phrase(code, {"years": _HORIZON, **same._asdict()})


def _range(result: Answer, about: OfChange, *, is_known: bool) -> Iterator[Phrase]:
    if result.range_km is not None:
        low, high = sorted(abs(each) for each in (result.range_km.low, result.range_km.high))
        code = "more" if result.range_km.middle > 0 else "less"
        yield Phrase(f"twin.range.{code}", {"km": abs(result.range_km.middle), "low": low, "high": high})
    elif not is_known and (about.limit or about.city):
        yield Phrase("twin.range.unknown")


def _notes(about: OfChange) -> Iterator[Phrase]:
    if about.limit:
        yield Phrase("twin.note.limit")
    if about.fast >= 0:
        yield Phrase("twin.note.fast")
    if about.city or about.parking:
        yield Phrase("twin.note.weather")
    if about.city:
        yield Phrase("twin.note.city")


VERBS: Final[dict[str, Verb]] = {"whatif.show": reads(OfChange, _open)}
