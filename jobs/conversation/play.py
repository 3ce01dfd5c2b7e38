"""Plays a script turn by turn and returns the result of each."""

import logging
import re
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Final

from domain.contact import service as contact
from domain.db import engine as engines
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from jobs import speakers
from jobs.conversation import centre, record, slots, warning
from jobs.conversation.facts import Script, Turn, instant, local
from jobs.conversation.phone import Phone, Trouble
from jobs.conversation.record import Row
from jobs.conversation.screen import Button, Screen, ScreenMessage, TurnScreen
from jobs.conversation.world import CHAT, World, Worlds

NO_BUTTON: Final = "no_such_button"

log = logging.getLogger(__name__)


async def play_all(scripts: Iterable[Script]) -> AsyncIterator[Row]:
    """Yield the answer of each script in turn. Raises Refusal where a world cannot be made."""
    with tempfile.TemporaryDirectory(prefix="beforehand-talk-") as folder:
        worlds = Worlds(Path(folder))
        for script in scripts:
            yield await play(script, worlds)


async def play(script: Script, worlds: Worlds) -> Row:
    """Return the answer of a script. Raises Refusal where its world cannot be made."""
    player = Player(script, worlds, worlds.begin(script), Screen())
    turns = [await player.turn(turn) for turn in script.turns]
    player.close()
    return {"script": script.id, "turns": turns, "end": player.end()}


class Player:
    """A script in a world of its own."""

    def __init__(self, script: Script, worlds: Worlds, world: World, screen: Screen) -> None:
        self._script = script
        self._worlds = worlds
        self._world = world
        self._screen = screen
        self._phone = self._take_up()
        self._record = self._read()

    def _take_up(self) -> Phone:
        language = "zh-hans" if self._script.lang == "zh" else "en"
        return Phone(self._world.core, self._world.clock, self._screen, language=language)

    def _read(self) -> record.Record:
        with self._world.core.reading() as unit:
            return record.read(unit, self._world)

    async def turn(self, turn: Turn) -> Row:
        """Play a turn; return what the chat shows and what changed in the database. The clock moves only by pass_minutes."""
        self._screen.turns.append(TurnScreen())
        extra: Row = {}
        try:
            extra = await _DEEDS[turn.kinds()[0]](self, turn)
            await self._phone.deliver()
        except Refusal as refusal:
            sentence = speakers.speaker("en").say(Phrase(f"refusal.{refusal.code}", refusal.params))
            extra = {"error": f"{refusal.code}: {sentence}"}
        except Exception as error:
            log.debug("a turn crashed", exc_info=error)
            extra = {"error": f"{type(error).__name__}: {error}"}
        before, self._record = self._record, self._read()
        self._look_up()
        screen = self._screen.turns[-1]
        return {
            "replies": [_reply(message) for message in screen.messages],
            "toast": screen.toast,
            "written": record.written(before, self._record),
            **extra,
        }

    def end(self) -> Row:
        return record.end(self._record)

    def close(self) -> None:
        self._world.core.engine.dispose()
        shutil.rmtree(self._world.folder)

    async def say(self, turn: Turn) -> Row:
        assert turn.say is not None
        (number,) = self._screen.first_of(turn.of_turn) if turn.of_turn else (None,)
        return _trouble_row(await self._phone.write(turn.say, reply_to=number))

    async def send(self, turn: Turn) -> Row:
        assert turn.send is not None
        return _trouble_row(await self._phone.send(turn.send))

    async def tap(self, turn: Turn) -> Row:
        button = self._button(turn)
        if button is None:
            return {"skipped": True} if turn.optional else {"error": NO_BUTTON}
        if button.disabled:
            return {"refused": "button_disabled"}
        return _trouble_row(await self._phone.press(button))

    def _button(self, turn: Turn) -> Button | None:
        """Return the newest button that fits; of one message one that can be pressed rather than a disabled one."""
        by_message = self._screen.visible() if turn.of_turn is None else self._screen.of_turns(turn.of_turn)
        for buttons in by_message:
            fits = [button for button in buttons if (button.token or button.disabled) and _fits(button, turn)]
            if fits:
                return min(fits, key=lambda button: button.disabled)
        return None

    async def alert(self, turn: Turn) -> Row:
        assert turn.alert is not None
        with self._world.core.unit() as unit:
            warning.push(unit, self._world, turn.alert)
        return {}

    async def workshop(self, turn: Turn) -> Row:
        assert turn.workshop is not None
        with self._world.core.unit() as unit:
            centre.say(unit, turn.workshop)
        return {}

    async def person(self, turn: Turn) -> Row:
        assert turn.person is not None
        with self._world.core.unit() as unit:
            centre.write(unit, turn.person)
        return {}

    async def restart(self, _turn: Turn) -> Row:
        self._world.core.engine.dispose()
        core = self._worlds.core(self._world.folder, self._world.clock)
        self._world = replace(self._world, core=core)
        self._phone = self._take_up()
        return {}

    async def wait(self, turn: Turn) -> Row:
        assert turn.pass_minutes is not None
        await self._phone.wait(timedelta(minutes=turn.pass_minutes))
        return {}

    async def each(self, turn: Turn) -> Row:
        """Send each text of a turn in its own copy of database and chat."""
        assert turn.each is not None
        engines.forget_deleted(self._world.core.engine)  # so that the files hold all
        return {"each": [await self._aside(text) for text in turn.each]}

    async def _aside(self, text: str) -> Row:
        clock = FixedClock(self._world.clock.now())
        folder = self._worlds.copy(self._world.folder)
        world = replace(self._world, core=self._worlds.core(folder, clock), clock=clock, folder=folder)
        player = Player(self._script, self._worlds, world, self._screen.copy())
        came = await player.turn(Turn(say=text))
        player.close()
        return {"say": text, **{name: value for name, value in came.items() if name != "toast"}}

    def _look_up(self) -> None:
        """Fill in which slot each new button stands for, from the database."""
        codes = {number: code for code, number in self._world.centres.items()}
        fresh, self._screen.fresh = self._screen.fresh, []
        with self._world.core.reading() as unit:
            owner = registry.owner_of_chat(unit, CHAT)
            for button in fresh:
                if owner is None or button.token is None:
                    continue
                pressed = contact.meaning(unit, owner.id, button.token)
                place = slots.of_button(unit, owner.id, pressed) if pressed else None
                if place is not None:
                    button.slot = {"start": local(place[1]), "centre": codes[place[0]]}


_DEEDS: Final[Mapping[str, Callable[[Player, Turn], Awaitable[Row]]]] = {
    "say": Player.say,
    "send": Player.send,
    "tap": Player.tap,
    "tap_slot": Player.tap,
    "alert": Player.alert,
    "workshop": Player.workshop,
    "person": Player.person,
    "restart": Player.restart,
    "pass_minutes": Player.wait,
    "each": Player.each,
}


def _fits(button: Button, turn: Turn) -> bool:
    if turn.tap is not None:
        return re.search(turn.tap, button.label, re.IGNORECASE) is not None
    assert turn.tap_slot is not None
    return button.slot is not None and button.slot["start"] == local(instant(turn.tap_slot))


def _trouble_row(trouble: Trouble) -> Row:
    row = {"refused": trouble.refused, "error": trouble.crash}
    return {name: value for name, value in row.items() if value}


def _reply(message: ScreenMessage) -> Row:
    buttons = [_button(each) for each in message.buttons]
    document = {"document": message.document} if message.document else {}
    return {"text": message.text, "buttons": buttons, **document}


def _button(button: Button) -> Row:
    slot = {"slot": button.slot} if button.slot else {}
    return {"label": button.label, **slot, **({"disabled": True} if button.disabled else {})}
