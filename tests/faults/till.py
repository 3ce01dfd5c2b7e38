"""A bot that is killed with SIGKILL at a moment of its own work, and a Telegram that remembers what it has been told.

The moments are every statement and commit of the database and both sides of every call of the Bot API. Telegram lives in files, as
it goes on while the bot is dead: updates until they are acknowledged, invoices, answers to checkouts, refunds. So does the payment
provider, at which the operator pays back what is not in Stars; `orders` name what is to go back there, and the operator's part is
killed as the bot is.
"""

import gc
import json
import os
import signal
import traceback
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

import anyio
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import AnswerPreCheckoutQuery, RefundStarPayment, SendInvoice, SendMessage
from aiogram.types import Message, Update
from sqlalchemy import Engine, event

from bot import app, inbox, paying
from domain import core as cores
from domain import phrases
from domain.contact import mailbox
from domain.contact.facts import Update as Waiting
from domain.core import Core
from domain.kit.clock import FixedClock
from domain.plans import refunds, store
from domain.settings import Settings

GIVE_UP_S = 60


@dataclass(frozen=True)
class Ledger:
    """Telegram's side, one line of JSON each, on disk before anybody hears of it. What was read before is not read again."""

    folder: Path
    _read: dict[str, tuple[int, list[dict[str, Any]]]] = field(default_factory=dict)

    def write(self, kind: str, **line: Any) -> None:
        with (self.folder / kind).open("a") as file:
            file.write(json.dumps(line) + "\n")
            file.flush()

    def read(self, kind: str) -> list[dict[str, Any]]:
        path, (offset, lines) = self.folder / kind, self._read.get(kind, (0, []))
        if path.exists():
            with path.open("rb") as file:
                file.seek(offset)
                lines += [json.loads(line) for line in file]
                self._read[kind] = file.tell(), lines
        return lines

    def read_all(self) -> None:
        """Read what is new, so that a process that is forked from this one need not."""
        for path in self.folder.iterdir():
            self.read(path.name)


class Telegram(BaseSession):
    """Answers the bot's calls; `moment` is told before and after each takes effect."""

    def __init__(self, ledger: Ledger, moment: Callable[[], None]) -> None:
        super().__init__()
        self._ledger, self._moment = ledger, moment

    async def make_request(self, bot: Bot, method: Any, timeout: int | None = None) -> Any:  # noqa: ASYNC109 - aiogram's
        del timeout
        self._moment()
        answer = self._answer(bot, method)
        self._moment()
        return answer

    def _answer(self, bot: Bot, method: Any) -> Any:
        match method:
            case SendInvoice():
                line = {
                    "payload": method.payload,
                    "amount": method.prices[0].amount,
                    "currency": method.currency,
                }
                self._ledger.write("invoices", chat=method.chat_id, **line)
            case AnswerPreCheckoutQuery():
                self._ledger.write("answers", id=method.pre_checkout_query_id, ok=method.ok)
                return True
            case RefundStarPayment():
                charge = method.telegram_payment_charge_id
                if any(each["charge"] == charge for each in self._ledger.read("refunds")):
                    raise TelegramBadRequest(method=method, message="Bad Request: CHARGE_ALREADY_REFUNDED")
                self._ledger.write("refunds", charge=charge)
                return True
            case SendMessage():
                pass
            case _:
                return True
        message = {"message_id": 1, "date": 0, "chat": {"id": method.chat_id, "type": "private"}}
        return Message.model_validate(message, context={"bot": bot})

    async def close(self) -> None:
        """There is nothing to close."""

    async def stream_content(self, *_args: Any, **_kwargs: Any) -> AsyncGenerator[bytes, None]:
        """Yield an empty file: nobody sends any."""
        yield b""


@dataclass
class Fuse:
    """Counts moments, and ends the process at one of them."""

    at: int
    count: int = 0

    def burn(self, *_args: Any) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class Bots:
    """Bots that begin, one after the other, from a process without threads.

    A fork of a process with threads may find a lock held for ever, such as one of SQLite's: the process of the tests has many.
    """

    def __init__(self, settings: Settings, clock: FixedClock, ledger: Ledger) -> None:
        context = get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(target=_begin, args=(theirs, settings, clock, ledger), daemon=True)
        self._process.start()
        theirs.close()

    def run(self, *, kill_at: int) -> bool:
        """Let a bot do all there is to do; tell whether it was killed before it had done it. kill_at: 0 kills none.

        One that is not killed works in the process that all begin from, so that they begin with all that is loaded.
        """
        self._ours.send(kill_at)
        answer: bool | str = self._ours.recv()
        assert isinstance(answer, bool), answer
        return answer

    def close(self) -> None:
        self._ours.close()
        self._process.join()


def _begin(asked: Connection, settings: Settings, clock: FixedClock, ledger: Ledger) -> None:
    """Run what is asked for until nobody asks any more."""
    while True:
        try:
            kill_at = asked.recv()
        except EOFError:
            return
        try:
            if kill_at:
                asked.send(_run(settings, clock, ledger, kill_at=kill_at))
            else:
                _bot(settings, clock, ledger, Fuse(at=0))
                asked.send(False)
        except Exception:  # noqa: BLE001 - who asked tells it
            asked.send(traceback.format_exc())


def _run(settings: Settings, clock: FixedClock, ledger: Ledger, *, kill_at: int) -> bool:
    ledger.read_all()
    gc.freeze()
    child = os.fork()
    if not child:
        status = 1
        try:
            gc.disable()  # what the parent holds is closed by the parent
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(GIVE_UP_S)
            _bot(settings, clock, ledger, Fuse(kill_at))
            status = 0
        except BaseException:
            traceback.print_exc()
            raise
        finally:
            os._exit(status)
    _, result = os.waitpid(child, 0)
    if os.WIFSIGNALED(result):
        assert os.WTERMSIG(result) == signal.SIGKILL, os.WTERMSIG(result)
        return True
    assert os.waitstatus_to_exitcode(result) == 0, "the bot failed"
    return False


_WARM: dict[str, Engine] = {}
_DISPATCHER: Final = app.create_dispatcher()  # holds nothing of a bot's life


def _share_statements(engine: Engine) -> None:
    """Let a bot begin with the statements that the one before it had compiled."""
    first = _WARM.setdefault(engine.dialect.name, engine)
    if first is engine:
        engine.connect().close()  # its dialect learns what the server can
    engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache


def _bot(settings: Settings, clock: FixedClock, ledger: Ledger, fuse: Fuse) -> None:
    core = cores.build(settings, clock=clock, speaker=phrases.speaker)
    _share_statements(core.engine)
    for each in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(core.engine, each, fuse.burn)
    bot = Bot("7:TILL", session=Telegram(ledger, fuse.burn))
    anyio.run(_work, core, bot, ledger)
    for order in ledger.read("orders"):
        _pay_back_at_provider(core, ledger, order["charge"], fuse)
    core.engine.dispose()


async def _work(core: Core, bot: Bot, ledger: Ledger) -> None:
    done = {each["id"] for each in ledger.read("acknowledged")}
    updates = [each for each in ledger.read("updates") if each["update_id"] not in done]
    if updates:
        with core.unit() as unit:
            inbox.keep(unit, [Update.model_validate(each) for each in updates])
        ledger.write("acknowledged", id=updates[-1]["update_id"])
        for each in updates[:-1]:
            ledger.write("acknowledged", id=each["update_id"])
    for decision in paying.decide(core):
        await paying.answer(bot, decision)
        with core.unit() as unit:
            paying.mark(unit, [decision])
    while waiting := _waiting(core):
        for update in waiting:
            await inbox._handle(core, bot, _DISPATCHER, update)
    with core.reading() as unit:
        due = refunds.due(unit)
    for refund in due:
        await paying._pay_back(core, bot, refund)


def _pay_back_at_provider(core: Core, ledger: Ledger, charge: str, fuse: Fuse) -> None:
    """Do what the operator does of a payment in money: order it, pay it back at the provider, and note that."""
    if any(each["charge"] == charge for each in ledger.read("returned")):
        return
    with core.unit() as unit:
        receipt = store.receipt(unit, unit.fingerprint("charge", charge))
        payment = store.payment_of(unit, receipt.id) if receipt else None
        assert payment is not None, "paid, and not noted"
        number = refunds.order(unit, payment.id, reason="operator").number
    fuse.burn()
    if not any(each["charge"] == charge for each in ledger.read("refunds")):
        ledger.write("refunds", charge=charge)
    fuse.burn()
    with core.unit() as unit:
        refunds.done(unit, number)
    ledger.write("returned", charge=charge)


def _waiting(core: Core) -> Sequence[Waiting]:
    with core.reading() as unit:
        return mailbox.next_updates(unit, limit=50)
