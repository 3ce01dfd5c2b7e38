"""What one caller may cost: requests a minute by key and by address, wrong tokens, and the time a body may take.

Counts live in the process: with several API processes each allows as much. Of more than 100,000 callers the
oldest are forgotten.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from http import HTTPStatus
from ipaddress import IPv4Address, ip_address
from math import ceil
from typing import Final

import anyio
from litestar.middleware.base import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from api.auth import TELEGRAM_SECRET, Role, token_in
from domain.errors import Refusal

WRONG_TRIES: Final = 40  # wrong tokens or secrets of one address at once, and then one every two seconds
WRONG_A_MINUTE: Final = 30
BODY_IDLE_S: Final = 10.0  # between two parts of a body
BODY_S: Final = 300.0  # for all of it
_MOST: Final = 100_000  # callers that are remembered
_TELEGRAM_SECRET: Final = TELEGRAM_SECRET.encode()
_ALWAYS: Final = ("/health/live", "/health/ready", "/metrics")


@dataclass(slots=True)
class Allowance:
    """A token bucket for each caller: `at_once` tries at first, `a_minute` new ones a minute."""

    a_minute: float
    at_once: float
    clock: Callable[[], float] = time.monotonic
    _balances: OrderedDict[Hashable, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait_s(self, who: Hashable) -> float:
        """Return how long the caller has to wait for its next try; 0 where it may go on."""
        return max(0.0, (1 - self._now_left(who)) * 60 / self.a_minute)

    def spend(self, who: Hashable) -> None:
        """Take one try from the caller, also where none was left."""
        self._balances[who] = (max(self._now_left(who) - 1, -1.0), self.clock())
        self._balances.move_to_end(who)
        while len(self._balances) > _MOST:
            self._balances.popitem(last=False)

    def _now_left(self, who: Hashable) -> float:
        balance, at = self._balances.get(who, (self.at_once, 0.0))
        return min(self.at_once, balance + (self.clock() - at) * self.a_minute / 60)


class Limiting(ASGIMiddleware):
    """Holds each request to the limits of the core that answers it, `app.state.limits`."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Raises Refusal too_many (429) or body_slow (408)."""
        limits: Limits = scope["litestar_app"].state.limits
        await limits.handle(scope, receive, send, next_app)


class Limits:
    """Refuses with 429 who asks too much, and with 408 whose body does not come.

    A token that was right before is let through to be looked up also from an address that guesses: cars behind one
    gateway do not suffer from a neighbour's wrong key.
    """

    def __init__(self, *, key_a_minute: int, address_a_minute: int) -> None:
        self._by_key = Allowance(key_a_minute, key_a_minute)
        self._by_address = Allowance(address_a_minute, address_a_minute)
        self._wrong = Allowance(WRONG_A_MINUTE, WRONG_TRIES)
        self._right: OrderedDict[int, None] = OrderedDict()

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Raises Refusal too_many (429) or body_slow (408)."""
        if scope["path"] in _ALWAYS:
            await next_app(scope, receive, send)
            return
        address = caller(scope["client"][0] if scope["client"] else "")
        role = scope["route_handler"].opt.get("role", Role.PUBLIC)
        secret = _secret(scope, role)
        self._admit(address, secret, is_telegram=role == Role.TELEGRAM)

        async def observer(message: Message) -> None:
            if message["type"] == "http.response.start" and secret is not None:
                self._note(address, secret, status=message["status"])
            await send(message)

        await next_app(scope, _patient(receive), observer)

    def _admit(self, address: str, secret: int | None, *, is_telegram: bool) -> None:
        if secret is not None and secret not in self._right:
            _refuse(self._wrong.wait_s(address))
        if is_telegram:  # one sender for all chats, and only a right secret costs anything
            return
        allowances = [(self._by_address, address), *([(self._by_key, secret)] if secret is not None else [])]
        for allowance, who in allowances:
            _refuse(allowance.wait_s(who))
        for allowance, who in allowances:
            allowance.spend(who)

    def _note(self, address: str, secret: int, *, status: int) -> None:
        if status == HTTPStatus.UNAUTHORIZED:
            self._right.pop(secret, None)
            self._wrong.spend(address)
        elif status < HTTPStatus.BAD_REQUEST:
            self._right[secret] = None
            self._right.move_to_end(secret)
            while len(self._right) > _MOST:
                self._right.popitem(last=False)


def caller(address: str) -> str:
    """Return the key by which an address is counted: IPv4 as it is, of IPv6 its /64 network, which belongs to one caller."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv4Address) or parsed.ipv4_mapped:
        return str(getattr(parsed, "ipv4_mapped", parsed))
    return f"{int(parsed) >> 64:x}::/64"


def _secret(scope: Scope, role: str) -> int | None:
    """Return a number that stands for the token of a request while the process lives, or None without one.

    None also for public routes: their answer does not tell whether a token is right.
    """
    if role == Role.PUBLIC:
        return None
    name = _TELEGRAM_SECRET if role == Role.TELEGRAM else b"authorization"
    header = next((value for key, value in scope["headers"] if key == name), b"").decode("latin-1")
    secret = header if role == Role.TELEGRAM else token_in(header)
    return hash(secret) if secret else None


def _refuse(wait_s: float) -> None:
    if wait_s > 0:
        raise Refusal("too_many", status=429, seconds=ceil(wait_s))


def _patient(receive: Receive) -> Receive:
    """Return a `receive` that raises Refusal body_slow (408) where the body pauses or takes too long in all."""
    ends_at = time.monotonic() + BODY_S
    whole = False

    async def waited() -> Message:
        nonlocal whole
        if whole:
            return await receive()  # type: ignore[return-value] # of two kinds of messages
        try:
            with anyio.fail_after(min(BODY_IDLE_S, ends_at - time.monotonic())):
                message = await receive()
        except TimeoutError:
            raise Refusal("body_slow", status=408) from None
        whole = not message.get("more_body", False)
        return message  # type: ignore[return-value]

    return waited  # type: ignore[return-value]
