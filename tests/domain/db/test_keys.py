import stat
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap
from sqlmodel import select

from domain.core import Core
from domain.db import keys, migrate
from domain.db.tables import DataKey


def test_a_sealed_value_opens_again_in_another_unit(core: Core) -> None:
    with core.unit() as unit:
        sealed = unit.seal_text(7, "LSGHD52H9ND000017", label="vehicle.vin")
    with core.reading() as unit:
        opened = unit.unseal_text(sealed, label="vehicle.vin")

    assert opened == "LSGHD52H9ND000017"
    assert b"LSGHD" not in sealed


def test_a_sealed_value_cannot_be_moved_to_another_column(core: Core) -> None:
    with core.unit() as unit:
        sealed = unit.seal_text(7, "secret", label="vehicle.vin")

        with pytest.raises(InvalidTag):
            unit.unseal_text(sealed, label="notice.body")


def test_nothing_opens_once_the_owners_key_is_destroyed(core: Core) -> None:
    with core.unit() as unit:
        sealed = unit.seal_text(7, "secret", label="x")
        other = unit.seal_text(8, "kept", label="x")
    with core.unit() as unit:
        core.keyring.destroy(unit.session, 7)
    with core.reading() as unit:
        with pytest.raises(keys.KeyDestroyedError):
            unit.unseal_text(sealed, label="x")

        assert unit.unseal_text(other, label="x") == "kept"


def test_a_key_made_in_a_unit_that_fails_is_not_used_later(core: Core) -> None:
    with core.unit() as unit:
        unit.seal_text(7, "lost", label="x")
        unit.session.rollback()
    with core.unit() as unit:
        sealed = unit.seal_text(7, "kept", label="x")
    with core.reading() as unit:
        assert unit.unseal_text(sealed, label="x") == "kept"
        assert len(unit.session.exec(select(DataKey)).all()) == 1


def test_the_master_key_file_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "master.json"
    first = keys.load_master(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys.load_master(path) == first
    assert list(path.parent.iterdir()) == [path]


def test_models_and_migrations_agree(core: Core) -> None:
    migrate.check(core.engine)


@pytest.mark.parametrize("length", [0, 5, 21, -1])
def test_a_value_that_was_cut_is_damaged_and_not_destroyed(core: Core, length: int) -> None:
    with core.unit() as unit:
        sealed = unit.seal_text(7, "secret", label="x")

        with pytest.raises(keys.DamagedError):
            unit.unseal_text(sealed[:length], label="x")


def test_one_damaged_key_hides_nothing_of_others(core: Core) -> None:
    sealed = damaged_key(core)

    with core.reading() as unit:
        core.keyring.preload(unit.session, [7, 8])
        with pytest.raises(keys.DamagedError):
            unit.unseal_text(sealed[7], label="x")
        assert unit.unseal_text(sealed[8], label="x") == "8"


def test_a_master_key_that_fits_nothing_stops_the_work(core: Core, tmp_path: Path) -> None:
    sealed = damaged_key(core)
    stranger = keys.Keyring(keys.load_master(tmp_path / "other" / "master.json"))

    with core.reading() as unit, pytest.raises(InvalidUnwrap):
        stranger.open(unit.session, sealed[8], label="x")


def damaged_key(core: Core) -> dict[int, bytes]:
    """Seal a value for each of two owners, then damage the key of owner 7."""
    with core.unit() as unit:
        sealed = {owner: unit.seal_text(owner, str(owner), label="x") for owner in (7, 8)}
    with core.unit() as unit:
        key = unit.session.exec(select(DataKey).where(DataKey.owner_id == 7)).one()
        key.wrapped = key.wrapped[:-1] + bytes([key.wrapped[-1] ^ 1])
    return sealed
