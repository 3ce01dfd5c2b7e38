"""An owner who types and taps, also buttons of long ago, in a core with one workshop."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from domain import phrases
from domain.booking import centres
from domain.booking import service as booking
from domain.booking.facts import State, VisitRequest
from domain.contact import buttons
from domain.contact import service as contact
from domain.contact.facts import Message, Reply
from domain.core import Core, Unit
from domain.dialogue import asking
from domain.dialogue import service as dialogue
from domain.errors import Refusal
from domain.explain.facts import Language, Phrase
from domain.registry import service as registry
from domain.registry.facts import Papers
from domain.registry.tables import Owner
from domain.simulation.cars import made_up_vin
from jobs.demo.seed import CENTRES

_SERIALS = count(500_001)


@dataclass(frozen=True)
class Shown:
    """A button as it was seen: its words, and the token that a tap sends."""

    label: str
    token: str


@dataclass
class Chat:
    """A talk with one owner. `buttons`: all that were ever shown, the oldest first."""

    core: Core
    language: Language
    owner_id: int
    buttons: list[Shown] = field(default_factory=list)
    newest: list[Shown] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    reply: Reply = field(default_factory=Reply)
    _numbers: int = 0

    def say(self, text: str) -> str:
        """Write something and return what is answered, refusals too."""
        name, _, argument = text.removeprefix("/").partition(" ")
        return self._turn(
            lambda unit, owner: (
                dialogue.command(unit, owner, name, argument)
                if text.startswith("/")
                else dialogue.converse(unit, owner, text)
            )
        )

    def tap(self, label: str, *, among: Sequence[Shown] | None = None) -> str:
        """Press the newest button whose words contain `label`."""
        shown = next(
            each for each in reversed(self.buttons if among is None else among) if label in each.label
        )
        return self.press(shown.token)

    def press(self, token: str) -> str:
        return self._turn(lambda unit, owner: dialogue.press(unit, owner, token))

    def words(self, code: str) -> str:
        return phrases.speaker(self.language).say(Phrase(code))

    def booked(self) -> list[tuple[str, str, int]]:
        """Number, job and local start of what is booked, with the car."""
        with self.core.reading() as unit:
            return [
                (visit.job, f"{visit.starts_at:%d %H:%M}", visit.vehicle_id)
                for visit in booking.visits_of(unit, self.owner_id)
                if visit.state == State.BOOKED
            ]

    def _turn(self, answer: Callable[[Unit, Owner], Reply]) -> str:
        try:
            with self.core.unit() as unit:
                reply = answer(unit, unit.session.get_one(Owner, self.owner_id))
                return self._shown(unit, reply)
        except Refusal as refusal:
            self.newest, self.codes = [], [f"refusal.{refusal.code}"]
            return phrases.speaker(self.language).say(Phrase(f"refusal.{refusal.code}", dict(refusal.params)))

    def _shown(self, unit: Unit, reply: Reply) -> str:
        self.newest, self.codes, self.reply = [], [], reply
        parts = [self._one(unit, each) for each in (reply.edit, *reply.messages) if each is not None]
        if reply.toast is not None:
            parts.append(phrases.speaker(self.language).say(reply.toast))
        return "\n".join(parts)

    def _one(self, unit: Unit, message: Message) -> str:
        say = phrases.speaker(self.language).say
        self.codes += [line.code for line in message.lines]
        if unit.session.get(Owner, self.owner_id) is not None:
            tokens = contact.offer(unit, self.owner_id, message)
            new = [
                Shown(say(button.label), token)
                for row, names in zip(message.rows, tokens, strict=True)
                for button, token in zip(row, names, strict=True)
            ]
            self.newest += new
            self.buttons += new
            self._numbers += 1
            if new and asking.is_question(message):
                buttons.note_shown(unit, self.owner_id, {new[0].token: self._numbers})
        return "\n".join(say(line) for line in message.lines)


def begun(core: Core, language: Language, *, cars: int = 1, chat_id: int = 1) -> Chat:
    """An owner with linked cars who agreed to nothing yet; cars are called Car 1, Car 2 ..."""
    with core.unit() as unit:
        if chat_id == 1:
            centres.add_centre(unit, CENTRES[0])
        owner = registry.meet(unit, chat_id, locale=language, zone="Asia/Shanghai")
        for number in range(1, cars + 1):
            vin = made_up_vin(900_000 + 100 * chat_id + number, year="S")
            car = registry.register_vehicle(
                unit, vin=vin, name=f"Car {number}", model="Lark 60", papers=Papers(centre_id=1)
            )
            registry.link(unit, owner.id, registry.link_code(unit, car.id))
        return Chat(core, language, owner.id)


def strangers_take(core: Core, centre_id: int, first: datetime, hours: int) -> None:
    """Both bays of a centre, hour after hour."""
    for number in range(hours):
        for _ in range(2 if centre_id == 1 else 1):
            with core.unit() as unit:
                serial = next(_SERIALS)
                owner = registry.meet(unit, serial, locale="en", zone="Asia/Shanghai")
                car = registry.register_vehicle(
                    unit, vin=made_up_vin(serial, year="S"), name="x", model="Lark 60", papers=Papers()
                )
                registry.link(unit, owner.id, registry.link_code(unit, car.id))
            with core.unit() as unit:
                at = first + timedelta(hours=number)
                booking.take(unit, VisitRequest(owner.id, car.id, "inspection", centre_id, at))
