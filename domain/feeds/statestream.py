"""Home Assistant's mqtt_statestream: its entities as they are, without an automation; a file says which is what.

With each change of an entity Home Assistant publishes BASE/DOMAIN/OBJECT_ID/state and after it every attribute beside it
(homeassistant/components/mqtt_statestream). So the unit that comes after a state is its own; the one before may have been
another. All is retained: what the broker kept says nothing of now, and its unit comes again with the next state.
"""

import re
from collections.abc import Mapping
from typing import Final

import msgspec

from domain.errors import Refusal
from domain.feeds import home_assistant, values
from domain.feeds.facts import TRUTH, Keys, Message, Report, Why

_STATE, _UNIT = "state", "unit_of_measurement"
_BASE: Final = re.compile(r"[^/+#]+(?:/[^/+#]+)*")
_ENTITY: Final = re.compile(r"[a-z0-9_]+\.[a-z0-9_]+")
_Cars = dict[str, dict[str, str]]  # by a car's name the entity of each key


class Statestream:
    """A second way of Home Assistant, with the same keys, for the entities that a file names."""

    NAME: str = home_assistant.NAME
    TITLE: str = home_assistant.TITLE
    KEYS: Keys = home_assistant.KEYS
    SLEEPS: bool = False

    def __init__(self, base: str, cars: _Cars) -> None:
        self._cars: dict[str, tuple[str, list[str]]] = {}  # by the start of its topics: which car, which keys
        self._states: dict[str, str | None] = {}  # that wait for their unit, at most one of each entity
        for car, entities in cars.items():
            for key, entity in entities.items():
                start = f"{base}/{entity.replace('.', '/')}"
                self._cars.setdefault(start, (car, []))[1].append(key)
        self.TOPICS = tuple(f"{start}/{end}" for start in self._cars for end in (_STATE, _UNIT))

    def translate(self, message: Message) -> Report | None:
        """Translate a message; None where its topic is another's. A number counts when its unit comes, right after it."""
        start, _, end = message.topic.rpartition("/")
        if start not in self._cars or end not in (_STATE, _UNIT):
            return None
        car, keys = self._cars[start]
        if message.retained:
            return Report(car, passed_over=dict.fromkeys(keys, Why.RETAINED))
        if end == _STATE:
            state = self._states[start] = values.text(message.payload)
            truths = {key: state for key in keys if self.KEYS[key].unit == TRUTH}
            return home_assistant.entities(truths, car=car)
        entity = {"state": self._states.pop(start, None), "unit": values.parse(message.payload)}
        numbers = {key: entity for key in keys if self.KEYS[key].unit != TRUTH}
        return home_assistant.entities(numbers, car=car)


def read(text: str) -> Statestream:
    """Return the source that a file in TOML describes. Raises Refusal statestream_wrong."""
    try:
        fields = msgspec.toml.decode(text, type=dict[str, str | dict[str, str]])
    except (msgspec.MsgspecError, ValueError) as error:
        raise wrong(str(error)) from error
    base = fields.pop("base", "")
    if not isinstance(base, str) or not _BASE.fullmatch(base):
        raise wrong('base is the base_topic of Home Assistant, such as base = "homeassistant"')
    cars = {name: entities for name, entities in fields.items() if isinstance(entities, dict) and entities}
    if not cars or len(cars) < len(fields):
        raise wrong(
            'beside base there are tables of cars alone, such as [my_car] with soc = "sensor.my_car_battery"'
        )
    _check(cars)
    return Statestream(base, cars)


def _check(cars: Mapping[str, Mapping[str, str]]) -> None:
    car_of: dict[str, str] = {}
    for car, entities in cars.items():
        for key, entity in entities.items():
            if key not in home_assistant.KEYS:
                raise wrong(f"{car}: {key} is none of {', '.join(home_assistant.KEYS)}")
            if not _ENTITY.fullmatch(entity):
                raise wrong(f"{car}: {entity} is no entity such as sensor.my_car_battery")
            if car_of.setdefault(entity, car) != car:
                raise wrong(f"{entity} cannot be of two cars, {car_of[entity]} and {car}")


def wrong(reason: str) -> Refusal:
    """The refusal of a file that cannot be used. reason: in English, as of all files of settings."""
    return Refusal("statestream_wrong", reason=" ".join(reason.split())[:600])
