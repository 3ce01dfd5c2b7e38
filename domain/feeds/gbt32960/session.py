"""One line to a car or a platform: who has logged in, and what each frame asks for; pure.

A car logs in by its VIN and then speaks for itself alone; a platform logs in by name and password and then speaks for
all its cars. Whether a VIN is a car of ours only the register knows, so that is left to who stores.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hmac import compare_digest
from types import MappingProxyType
from typing import Final

from domain.feeds.gbt32960 import frame as frames
from domain.feeds.gbt32960 import messages
from domain.feeds.gbt32960.facts import Answer, Command, Frame, Trouble


@dataclass(frozen=True, slots=True)
class Say:
    """Answer at once. closes: and hang up, as the password was wrong."""

    data: bytes
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Know:
    """Answer a login once it is known whether the VIN is a car of ours."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class Store:
    """Answer a report, which nobody has read yet, once it is stored."""

    frame: Frame


Step = Say | Know | Store | None


@dataclass(slots=True)
class Session:
    """platform: (name, password) of the platforms that may log in; None where none may.

    cars: those that may speak here. logins: those of which it is not known yet.
    """

    platform: tuple[str, str] | None = None
    is_platform: bool = False
    cars: set[str] = field(default_factory=set)
    logins: set[str] = field(default_factory=set)

    def take(self, frame: Frame, *, now: datetime) -> Step:
        """Say what a frame asks for; None where it is an answer itself, or asks again what is asked already."""
        if frame.answer != Answer.COMMAND:
            return None
        take = _TAKERS.get(frame.command)
        return _error(frame) if take is None else take(self, frame, now)

    def await_login(self, vin: str) -> None:
        """Note that the login of a car waits for its answer."""
        self.logins.add(vin)

    def settle(self, vin: str, *, is_ours: bool) -> bool:
        """End the waiting of a login; return whether the car may speak here. Without a platform it is the only one."""
        if vin not in self.logins:  # it has logged out meanwhile
            return False
        self.logins.discard(vin)
        if not is_ours:
            return False
        if not self.is_platform:
            self.cars.clear()
        self.cars.add(vin)
        return True

    @property
    def is_known(self) -> bool:
        """Whether anybody has logged in, or is about to."""
        return self.is_platform or bool(self.cars) or bool(self.logins)


def _login(session: Session, frame: Frame, _now: datetime) -> Step:
    if frame.vin in session.logins:
        return None
    if session.logins and not session.is_platform:
        return _error(frame)
    message = messages.login(frame)
    return _error(frame, message.answer) if isinstance(message, Trouble) else Know(frame)


def _report(session: Session, frame: Frame, _now: datetime) -> Step:
    if not session.is_platform and frame.vin not in session.cars:
        return _error(frame)
    return Store(frame)


def _logout(session: Session, frame: Frame, _now: datetime) -> Step:
    session.cars.discard(frame.vin)
    session.logins.discard(frame.vin)
    return _well(frame)


def _platform_login(session: Session, frame: Frame, _now: datetime) -> Step:
    message = messages.login(frame)
    if isinstance(message, Trouble):
        return _error(frame, message.answer)
    credentials = f"{message.user}:{message.password}".encode()
    session.is_platform = session.platform is not None and compare_digest(
        credentials, ":".join(session.platform).encode()
    )
    return _well(frame) if session.is_platform else Say(frames.reply(frame, Answer.ERROR), closes=True)


def _platform_logout(session: Session, frame: Frame, _now: datetime) -> Step:
    session.is_platform = False
    session.cars.clear()
    session.logins.clear()
    return _well(frame)


def _heartbeat(_session: Session, frame: Frame, _now: datetime) -> Step:
    return _well(frame)


def _time(_session: Session, frame: Frame, now: datetime) -> Step:
    return Say(frames.reply(frame, Answer.SUCCESS, data=messages.time_bytes(now)))


_TAKERS: Final[Mapping[int, Callable[[Session, Frame, datetime], Step]]] = MappingProxyType(
    {
        Command.LOGIN: _login,
        Command.REPORT: _report,
        Command.RESENT: _report,
        Command.LOGOUT: _logout,
        Command.PLATFORM_LOGIN: _platform_login,
        Command.PLATFORM_LOGOUT: _platform_logout,
        Command.HEARTBEAT: _heartbeat,
        Command.TIME: _time,
    }
)


def _well(frame: Frame) -> Say:
    return Say(frames.reply(frame, Answer.SUCCESS))


def _error(frame: Frame, answer: Answer = Answer.ERROR) -> Say:
    return Say(frames.reply(frame, answer))
