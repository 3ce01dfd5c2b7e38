"""The side panel's view of the demo cars, in both languages."""

from collections.abc import Mapping

from bot.playground.panel import CarCard, Labels, SignalLine, Workshop
from bot.playground.panel import Story as StoryButton
from domain.booking import centres, network
from domain.core import Core
from domain.explain.facts import Phrase
from domain.registry import service as registry
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE
from jobs import speakers
from jobs.demo.cars import DemoCar
from jobs.demo.player import Player

SHOWN = {
    paths.SOC: "signal.soc",
    paths.SPEED: "signal.speed",
    paths.ODOMETER: "signal.odometer",
    paths.AMBIENT: "signal.ambient",
    paths.COOLANT_FLOW: "signal.coolant_flow",
    paths.COOLANT_OUTLET: "signal.coolant_outlet",
    paths.TYRE_PRESSURE[3]: "signal.tyre_rear_right",
    paths.PAD_WEAR[0]: "signal.pad_front_left",
    paths.TWELVE_VOLT: "signal.twelve_volt",
}
_SIGNS = {"percent": "%", "Celsius": "°C"}  # the catalogue names units in words, as VSS does
_WHOLE_FROM = 100  # from here on a decimal is noise


class Panel:
    """Feeds the chat page's side panel. Called from worker threads."""

    def __init__(self, core: Core, player: Player) -> None:
        self._core = core
        self._player = player

    def cars(self) -> list[CarCard]:
        return [self._card(car) for car in self._player.cars.values()]

    def start(self, vehicle_id: str, story: str) -> None:
        self._player.start(int(vehicle_id), story)

    def new_code(self, vehicle_id: str) -> str:
        with self._core.unit() as unit:
            return registry.link_code(unit, int(vehicle_id))

    def workshops(self) -> list[Workshop]:
        with self._core.reading() as unit:
            return [
                Workshop(key=code, name=labels(Phrase("name", {"name": centre.name})))
                for code, centre in network.listed(unit)
            ]

    def sign_in(self, workshop: str) -> str:
        with self._core.unit() as unit:
            return centres.sign_in(unit, centres.centre_of_code(unit, workshop).id)[0]

    def _card(self, car: DemoCar) -> CarCard:
        stage = self._player.stages[car.vehicle_id]
        return CarCard(
            vehicle_id=str(car.vehicle_id),
            name={"en": f"{car.film.name_en} · {car.model}", "zh": f"{car.film.name_zh} · {car.model}"},
            origin=car.film.origin,
            signals=self._signals(car.vehicle_id),
            status=labels(stage.status),
            progress=stage.progress,
            stories=[
                StoryButton(
                    key=story.code,
                    title=labels(story.title),
                    running=story.code == stage.story,
                )
                for story in car.film.offered()
            ],
            linked_to=self._linked_to(car.vehicle_id),
        )

    def _linked_to(self, vehicle_id: int) -> list[int]:
        with self._core.reading() as unit:
            owner = registry.keeper(unit, vehicle_id)
            return [] if owner is None else [registry.chat_of(unit, owner)]

    def _signals(self, vehicle_id: int) -> list[SignalLine]:
        with self._core.reading() as unit:
            owner = registry.keeper(unit, vehicle_id)
            latest = {} if owner is None else telemetry.latest(unit, vehicle_id, owner.id)
        return lines(latest)


def lines(latest: Mapping[str, tuple[float, object]]) -> list[SignalLine]:
    """Return what is shown of a car's last values, in a fixed order."""
    return [
        _line(code, latest[path][0], unit=CATALOGUE[path].unit)
        for path, code in SHOWN.items()
        if path in latest
    ]


def _line(code: str, value: float, *, unit: str) -> SignalLine:
    if unit == "m":
        value, unit = value / 1000, "km"
    digits = 0 if abs(value) >= _WHOLE_FROM else 1
    return SignalLine(name=labels(Phrase(code)), value=f"{value:,.{digits}f}", unit=_SIGNS.get(unit, unit))


def labels(phrase: Phrase) -> Labels:
    """Say a phrase in both languages of the page."""
    return {"en": speakers.speaker("en").say(phrase), "zh": speakers.speaker("zh_Hans").say(phrase)}
