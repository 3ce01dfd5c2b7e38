"""The served product: its address, its parts for arranging and looking, and its people."""

import itertools
from dataclasses import dataclass, field

import httpx
from sqlmodel import SQLModel, col, func, select

from bot.playground.client import Playground
from domain.booking import service as booking
from domain.contact.tables import InboxUpdate
from domain.core import Core
from domain.registry import service as registry
from domain.registry import tokens
from domain.registry.facts import Papers
from domain.registry.tables import Vehicle
from domain.simulation.cars import made_up_vin
from jobs.demo.run import Demo
from tests.walks.person import Person

_numbers = itertools.count(1)


@dataclass
class Stage:
    url: str
    demo: Demo
    chat: Playground
    http: httpx.Client = field(repr=False)

    @property
    def core(self) -> Core:
        return self.demo.core

    def stranger(self, language: str) -> Person:
        """Somebody who has never written before."""
        return Person(self.chat, self.chat.user(f"P{next(_numbers)}", language))

    def car(self) -> Vehicle:
        """A registered car that sends nothing."""
        number = next(_numbers)
        with self.core.unit() as unit:
            return registry.register_vehicle(
                unit,
                vin=made_up_vin(500_000 + number, year="S"),
                name=f"Car {number}",
                model="Lark 60",
                papers=Papers(centre_id=1),
            )

    def code(self, vehicle_id: int) -> str:
        with self.core.unit() as unit:
            return registry.link_code(unit, vehicle_id)

    def owner(self, language: str, *, vehicle_id: int | None = None) -> Person:
        """Somebody who has linked a car by its deep link and agreed to health checks."""
        person = self.stranger(language)
        person.opens(self.code(vehicle_id or self.car().id))
        asked = person.hears("link.done")
        person.presses("consent.agree", on=asked)
        person.sees("consent.thanks", on=asked)
        return person

    def owner_id(self, person: Person) -> int:
        with self.core.reading() as unit:
            row = registry.owner_of_chat(unit, person.user.id)
            assert row is not None
            return row.id

    def is_known(self, person: Person) -> bool:
        with self.core.reading() as unit:
            return registry.owner_of_chat(unit, person.user.id) is not None

    def count(self, table: type[SQLModel], person: Person) -> int:
        """How many rows of a table are this person's."""
        owner_id = self.owner_id(person)
        with self.core.reading() as unit:
            owner_column = table.__table__.c["owner_id"]  # type: ignore[attr-defined] # set for every table
            return unit.session.exec(
                select(func.count()).select_from(table).where(owner_column == owner_id)
            ).one()

    def send(self, vehicle_id: int, signals: dict[str, float]) -> httpx.Response:
        """Send one record from a car, as the car would."""
        with self.core.unit() as unit:
            key, at = registry.vehicle_key(unit, vehicle_id), unit.now
        record = {"at": at.isoformat(), "signals": signals}
        headers = {"authorization": f"Bearer {key}"}
        return self.http.post("/v1/telemetry", json={"records": [record]}, headers=headers)

    def token(self, role: str, *, centre_id: int | None = None) -> str:
        with self.core.unit() as unit:
            return tokens.token(unit, role, centre_id=centre_id)

    def end_visits(self) -> None:
        """Free what the visits of earlier tests take: of an afternoon there are but a few hours."""
        with self.core.unit() as unit:
            booking.end_all(unit)

    def updates(self, *, state: str) -> int:
        with self.core.reading() as unit:
            return unit.session.exec(
                select(func.count()).select_from(InboxUpdate).where(col(InboxUpdate.state) == state)
            ).one()
