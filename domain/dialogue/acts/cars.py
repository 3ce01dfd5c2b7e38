"""The answer to “How are my cars?”: when each last reported, what is known of it, open warnings, the next visit."""

from collections.abc import Mapping
from datetime import datetime
from itertools import chain

from domain.alerts import message
from domain.alerts import service as alerts
from domain.alerts.about import OfAlert
from domain.alerts.facts import Case, Verdict
from domain.battery import words as battery
from domain.battery.facts import FORECASTS
from domain.booking import elsewhere
from domain.contact.facts import Button, Message, Reply
from domain.contact.verbs import Verb, reads
from domain.core import Unit
from domain.dialogue.acts import connecting, drivers, history, visits
from domain.dialogue.acts.about import OfCar, Wish
from domain.dialogue.acts.scene import Inquiry, Scene
from domain.dialogue.facts import Intent
from domain.dialogue.meaning import car_marks
from domain.dialogue.meaning.naming import CarMention
from domain.errors import Refusal
from domain.explain.facts import Moment, Phrase
from domain.health import service as health
from domain.health.evidence import ageing, usage
from domain.health.facts import View
from domain.plans import service as plans
from domain.plans.facts import Entitlement
from domain.privacy import access_log, watch
from domain.privacy.watch import Watch
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from domain.telemetry import doubted, paths
from domain.telemetry import service as telemetry

Latest = Mapping[str, tuple[float, datetime]]
_KM = 1000.0


def by_mark(scene: Scene, text: str, *, is_open: bool) -> CarMention | None:
    """The one of several cars that is told by its age or by how its number ends. is_open: "which car" is the open question."""
    numbers = {car.id: car for car in scene.cars}
    return car_marks.find(
        text,
        scene.cars,
        asked=is_open,
        number=lambda car: registry.vin_of(scene.unit, numbers[car]),
    )


def show(unit: Unit, owner: Owner, _argument: str = "", *, car_id: int | None = None) -> Reply:
    """One message a car, or that of one of them. Raises Refusal no_car where none is linked."""
    cars = [each for each in registry.vehicles_of(unit, owner.id) if car_id in {None, each.id}]
    if not cars:
        raise Refusal("no_car")
    return Reply(messages=tuple(_message(unit, owner, car) for car in cars))


def _message(unit: Unit, owner: Owner, car: Vehicle) -> Message:
    keeper = registry.keeper(unit, car.id)
    latest, view = newest(unit, car)
    cases = alerts.alerts_of(unit, keeper.id, car.id) if keeper else ()
    lines = [Phrase("car.heading", {"car": car.name, "model": car.model})]
    if car.source != "live":
        lines.append(Phrase(f"alert.source.{car.source}"))
    lines.append(last_contact(latest, view, owner.zone, cases=cases))
    readings = figures(sound(latest, view))
    if readings:
        lines.append(Phrase("car.readings", {"readings": readings}))
    lines.extend(_long_term(unit, view, keeper, car))
    watched = watch.watch(unit, car, keeper)
    lines.extend(standing(owner, watched, keeper=keeper, cases=cases))
    lines.extend(visits.next_line(unit, owner, car.id))
    own = keeper is not None and keeper.id == owner.id
    if not own:
        access_log.note_driver(unit, registry.holding_of(unit, owner.id, car.id))
    book = Button(Phrase("choice.book"), "say", Wish(Intent.BOOK, vehicle_id=car.id).params(), once=False)
    unlink = Button(Phrase("unlink.button"), "car.ask_unlink", OfCar(car.id).params(), once=False)
    if not own:
        return Message(tuple(lines), rows=((history.button(car),), (unlink,)))
    links = tuple((open_button(case),) for case in cases)
    rows = (*links, (book, history.button(car)), (connecting.button(car),), (drivers.button(car), unlink))
    fed = connecting.sources(unit, owner, car)
    return Message(tuple(lines), rows=rows, more=(*fed, *connecting.reach(watched)) if fed else ())


def newest(unit: Unit, car: Vehicle) -> tuple[Latest, View | None]:
    """Return the newest readings of a car, with what checks may see of it."""
    keeper = registry.keeper(unit, car.id)
    return telemetry.latest(unit, car.id, keeper.id) if keeper else {}, health.view_of(unit, car)


def sound(latest: Latest, view: View | None) -> Latest:
    """Leave out the readings that contradict each other."""
    resting = doubted.resting(view.features.relations) if view else {}
    return {path: each for path, each in latest.items() if path not in resting}


def open_button(case: Case) -> Button:
    label = Phrase("car.open_warning", {"title": message.title(case)})
    return Button(label, "alert.open", OfAlert(case.alert_id).params(), once=False)


def standing(
    owner: Owner, watched: Watch, *, keeper: Owner | None, cases: tuple[Case, ...]
) -> tuple[Phrase, ...]:
    """Open warnings, and why their list, or that there is none, may not be the whole truth."""
    own = keeper is not None and keeper.id == owner.id
    how = watch.line(watched, zone=owner.zone, own=own)
    if not cases:
        return (how,)
    open_ones = Phrase("car.warnings", {"titles": tuple(message.heading(case) for case in cases)})
    rests_on_readings = watched.state is watch.State.UNHEARD and _read_at(cases)
    return (open_ones,) if watched.state in watch.KNOWS or rests_on_readings else (open_ones, how)


def safety(about: Inquiry) -> tuple[Phrase, ...]:
    """What is known about driving on: each open warning with what to do; where none is open, how far to rely on that."""
    unit, owner = about.scene.unit, about.scene.owner
    lines: list[Phrase] = []
    for car in filter(about.is_about, registry.vehicles_of(unit, owner.id)):
        keeper = registry.keeper(unit, car.id)
        cases = alerts.alerts_of(unit, keeper.id, car.id) if keeper else ()
        lines.append(Phrase("car.heading", {"car": car.name, "model": car.model}))
        lines.extend(line for case in cases for line in message.brief(case))
        if not cases:
            lines.extend(standing(owner, watch.watch(unit, car, keeper), keeper=keeper, cases=cases))
        if keeper is None or keeper.id != owner.id:
            access_log.note_driver(unit, registry.holding_of(unit, owner.id, car.id))
    return tuple(lines)


def outlook(
    unit: Unit, view: View, keeper: Owner | None, car: Vehicle
) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """What is known of the battery, and what fitted models say; how it goes on only where its keeper's plan contains that."""
    denial = plans.denial(unit, keeper.id, Entitlement.OUTLOOK, vehicle_id=car.id) if keeper else None
    estimate, answers = ageing.ageing(view), health.trained(unit, view)
    if denial is not None:
        answers = tuple(each for each in answers if each.by.name not in FORECASTS)
    lines = () if estimate is None else ageing.lines(estimate, view, instead=denial)
    return lines, tuple(battery.trained(answers))


def _long_term(unit: Unit, view: View | None, keeper: Owner | None, car: Vehicle) -> tuple[Phrase, ...]:
    """What is known of battery and consumption over months, and what cannot be judged."""
    if view is None:
        return ()
    doubtful = health.in_doubt(view)
    return (
        *((Phrase("car.in_doubt", {"checks": doubtful}),) if doubtful else ()),
        *chain.from_iterable(outlook(unit, view, keeper, car)),
        *usage.lines(view),
    )


def _read_at(cases: tuple[Case, ...]) -> list[datetime]:
    """Return when what the warnings rest on was read, for those that rest on readings."""
    return [case.finding.figure.at for case in cases if case.finding.figure is not None]


def last_contact(latest: Latest, view: View | None, zone: str, *, cases: tuple[Case, ...] = ()) -> Phrase:
    """When the car last sent anything, also where its last readings are no longer kept. cases: its open warnings, which rest on some."""
    moments = [*(at for _, at in latest.values()), *_read_at(cases)]
    if view is not None and view.quality.last_at is not None:
        moments.append(view.quality.last_at)
    return Phrase("car.heard", {"at": Moment(max(moments), zone)}) if moments else Phrase("car.never_heard")


def figures(latest: Latest) -> tuple[Phrase, ...]:
    """Return what an owner asks for first, as far as the car sends it."""
    lines = []
    if paths.SOC in latest:
        lines.append(Phrase("car.soc", {"soc": latest[paths.SOC][0] / 100}))
    if paths.ODOMETER in latest:
        lines.append(Phrase("car.odometer", {"km": latest[paths.ODOMETER][0] / _KM}))
    if paths.AMBIENT in latest:
        lines.append(Phrase("car.ambient", {"celsius": latest[paths.AMBIENT][0]}))
    if paths.TWELVE_VOLT in latest:
        lines.append(Phrase("car.twelve_volt", {"volts": latest[paths.TWELVE_VOLT][0]}))
    return tuple(lines)


def right(unit: Unit, owner: Owner, about: OfAlert) -> Reply:
    return _rate(unit, owner, about, verdict=Verdict.RIGHT)


def wrong(unit: Unit, owner: Owner, about: OfAlert) -> Reply:
    return _rate(unit, owner, about, verdict=Verdict.WRONG)


def _rate(unit: Unit, owner: Owner, about: OfAlert, *, verdict: Verdict) -> Reply:
    alerts.rate(unit, owner.id, about.alert_id, verdict)
    return _changed(unit, owner, about, "alert.rated")


def unrate(unit: Unit, owner: Owner, about: OfAlert) -> Reply:
    """Delete the owner's feedback on a warning, so that it can be given again."""
    alerts.unrate(unit, owner.id, about.alert_id)
    return _changed(unit, owner, about, "alert.unrated")


def _changed(unit: Unit, owner: Owner, about: OfAlert, code: str) -> Reply:
    """Show the warning as it stands now in the message that was tapped, whichever of its messages that is."""
    return Reply(edit=alerts.show(unit, owner.id, about.alert_id), toast=Phrase(code))


def reopen(unit: Unit, owner: Owner, about: OfAlert) -> Reply:
    """Show a warning again, and note that the owner has seen it."""
    alerts.acknowledge(unit, owner.id, about.alert_id)
    return Reply(messages=(alerts.show(unit, owner.id, about.alert_id),))


def later(unit: Unit, owner: Owner, about: OfAlert) -> Reply:
    alerts.later(unit, owner.id, about.alert_id)
    return _changed(unit, owner, about, "alert.later_done")


def done(unit: Unit, owner: Owner, about: OfAlert) -> Reply:
    """Record the work of a warning as done elsewhere, on the owner's word."""
    elsewhere.done_elsewhere(unit, owner.id, about.alert_id)
    return _changed(unit, owner, about, "alert.done_noted")


def more(unit: Unit, owner: Owner, about: OfAlert) -> Reply:
    """Show the details of a warning, and note that the owner has seen it."""
    alerts.acknowledge(unit, owner.id, about.alert_id)
    return Reply(messages=(alerts.details(unit, owner.id, about.alert_id),))


VERBS: dict[str, Verb] = {
    "alert.right": reads(OfAlert, right),
    "alert.wrong": reads(OfAlert, wrong),
    "alert.unrate": reads(OfAlert, unrate),
    "alert.open": reads(OfAlert, reopen),
    "alert.later": reads(OfAlert, later),
    "alert.done": reads(OfAlert, done),
    "alert.more": reads(OfAlert, more),
}
