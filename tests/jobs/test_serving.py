"""What happens before anything is served."""

from functools import partial

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from domain.core import Core
from domain.privacy.tables import Erasure
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.settings import Settings
from jobs import console, serving


@pytest.fixture
def database() -> str:
    return "sqlite"


def test_whom_a_restored_backup_brought_back_is_erased_before_serving(
    core: Core, settings: Settings, monkeypatch: pytest.MonkeyPatch, logging_put_back: None
) -> None:
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(settings.data_dir))
    monkeypatch.setenv("BEFOREHAND_MASTER_KEY_FILE", str(settings.master_key_file))
    with core.unit() as unit:
        gone = registry.meet(unit, 5, locale="en", zone="UTC")
        here = registry.meet(unit, 6, locale="en", zone="UTC")
        unit.session.add(Erasure(chat_hash=gone.chat_hash, owner_id=gone.id, at=unit.now))

    with serving.started() as served, served.reading() as unit:
        assert [owner.id for owner in unit.session.exec(select(Owner))] == [here.id]


def test_a_database_that_comes_within_seconds_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(console, "_PAUSES_S", (0.01, 0.01, 0.01))
    tries: list[int] = []

    def away_for(times: int) -> None:
        tries.append(1)
        if len(tries) <= times:
            raise OperationalError("", {}, Exception("the database system is starting up"))

    console.patiently(partial(away_for, 3))
    assert len(tries) == 4

    tries.clear()
    with pytest.raises(OperationalError):
        console.patiently(partial(away_for, 9))
