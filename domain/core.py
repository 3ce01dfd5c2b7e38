"""The core and its unit of work: one transaction, one commit in the whole program, one clock reading."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import Engine
from sqlmodel import Session

from domain.db import keys, memo, passing
from domain.db.engine import open_engine
from domain.db.rounds import Rounds
from domain.explain.facts import Language
from domain.explain.render import Speaker
from domain.kit.clock import Clock, FixedClock, RealClock
from domain.kit.loops import Loops
from domain.settings import Settings

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unit:
    """One update, request or job: its session, its clock reading, and the core it runs in."""

    session: Session
    now: datetime
    core: "Core"
    afterwards: list[Callable[[], object]] = field(default_factory=list)  # what follows once all is on disk
    damaged: dict[int, keys.UnreadableError] = field(
        default_factory=dict
    )  # cars with a value that cannot be opened

    def seal(self, owner_id: int | None, plain: bytes, *, label: str) -> bytes:
        """Encrypt with the owner's key (the operator's where None). label names table and column."""
        return self.core.keyring.seal(self.session, owner_id, plain, label=label, now=self.now)

    def unseal(self, sealed: bytes, *, label: str) -> bytes:
        """Decrypt. Raises domain.db.keys.KeyDestroyedError after erasure, DamagedError where bytes were changed."""
        if passing.is_sealed_so(sealed):
            return passing.unseal(self.session, self.core.keyring, sealed, label=label)
        return self.core.keyring.open(self.session, sealed, label=label)

    def seal_text(self, owner_id: int | None, text: str, *, label: str) -> bytes:
        return self.seal(owner_id, text.encode(), label=label)

    def unseal_text(self, sealed: bytes, *, label: str) -> str:
        return self.unseal(sealed, label=label).decode()

    def seal_fact(self, owner_id: int | None, fact: object, *, label: str) -> bytes:
        """Encrypt a dataclass or plain value as MessagePack."""
        return self.seal(owner_id, msgspec.msgpack.encode(fact), label=label)

    def unseal_fact(self, sealed: bytes, kind: type[T], *, label: str) -> T:
        """Decrypt what `seal_fact` sealed. Raises as `unseal` does, DamagedError also for another form."""
        try:
            return msgspec.msgpack.decode(self.unseal(sealed, label=label), type=kind)
        except msgspec.DecodeError as error:
            raise keys.DamagedError from error

    def once(self, key: tuple[object, ...], read: Callable[[], T]) -> T:
        """Return what `read` returns, read anew only after this unit has written or locked something.

        key: names the reader and its arguments. What is returned is shared, so that it must not be changed.
        """
        return memo.once(self.session, key, read)

    def readable(self, read: Callable[[], T], *, what: str, vehicle_id: int | None = None) -> T | None:
        """Return what `read` returns, or None where it meets a value that cannot be opened: the others are read on.

        That is logged as `what`; a car whose value it is then stands in `damaged`, so that a job can note its failure.
        """
        try:
            return read()
        except keys.UnreadableError as error:
            log.error("%s cannot be opened: %s", what, type(error).__name__)  # noqa: TRY400 - the kind says it all
            if vehicle_id is not None:
                self.damaged[vehicle_id] = error
            return None

    def fingerprint(self, kind: str, value: str) -> str:
        """Return the keyed hash under which a value of this kind (vin, chat ...) is looked up."""
        return self.core.keyring.fingerprint(kind, value)


@dataclass(frozen=True, slots=True)
class Core:
    """What every edge needs, built once in the composition root."""

    settings: Settings
    engine: Engine
    clock: Clock
    keyring: keys.Keyring
    speaker: Callable[[Language], Speaker]  # for slices that hand over finished documents
    rounds: Rounds | None = None  # where there is one writer for all
    loops: Loops = field(default_factory=Loops)  # of this process

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """Open a unit that may write; it is kept when the block ends without an error."""
        with self._writing() as session:
            unit = Unit(session, self.clock.now(), self)
            yield unit
            session.commit()
        for each in unit.afterwards:
            each()

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        if self.rounds is None:
            with Session(self.engine, expire_on_commit=False) as session:
                yield session
            return
        with (
            self.rounds.turn() as connection,
            Session(connection, expire_on_commit=False, join_transaction_mode="create_savepoint") as session,
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Unit]:
        """Open a unit that only reads, and never waits for writers."""
        engine = self.engine.execution_options(reading=True)
        with Session(engine, expire_on_commit=False) as session:
            yield Unit(session, self.clock.now(), self)


def build(settings: Settings, *, speaker: Callable[[Language], Speaker], clock: Clock | None = None) -> Core:
    """Open the stores and the master key. The clock is real unless given or fixed by a setting.

    speaker: says phrases in a language; it knows the words of all slices, which stand above this module.

    Raises KeyFileError, KeyFileExposedError or UnknownDatabaseError.
    """
    fixed = FixedClock(settings.now) if settings.now else RealClock()
    master = keys.load_master(settings.master_key_file)
    if not settings.master_key_shared:
        keys.refuse_exposed(settings.master_key_file, data_dir=settings.data_dir)
    engine = open_engine(settings.database_url, folder=settings.data_dir)
    return Core(
        settings=settings,
        engine=engine,
        clock=clock or fixed,
        keyring=keys.Keyring(master),
        speaker=speaker,
        rounds=Rounds(engine) if engine.dialect.name == "sqlite" else None,
    )
