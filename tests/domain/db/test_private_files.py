"""What is stored is for this user alone, and the master key lies where nobody else finds it."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain import core as cores
from domain import phrases
from domain.core import Core
from domain.db import keys, migrate
from domain.settings import Settings


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def generous() -> Iterator[None]:
    """A process that would make files for everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def settings_of(folder: Path, **changes: object) -> Settings:
    made = Settings(data_dir=folder / "data", master_key_file=folder / "keys" / "master.json")
    return made.model_copy(update=changes)


def opened(settings: Settings) -> Core:
    core = cores.build(settings, speaker=phrases.speaker)
    migrate.upgrade(core.engine)
    with core.reading() as unit:
        unit.session.connection()
        assert {mode(file) for file in settings.data_dir.iterdir()} == {0o600}
    core.engine.dispose()
    return core


@pytest.mark.usefixtures("generous")
def test_stores_and_keys_are_made_for_this_user_alone(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    opened(settings)

    assert mode(settings.data_dir) == mode(settings.master_key_file.parent) == 0o700
    assert mode(settings.master_key_file) == 0o600


@pytest.mark.usefixtures("generous")
def test_stores_that_were_made_for_everybody_are_closed_to_others(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    opened(settings)
    for file in settings.data_dir.iterdir():
        file.chmod(0o666)
    opened(settings)


@pytest.mark.parametrize("others", [0o604, 0o640, 0o644, 0o622])
def test_a_key_file_that_others_may_use_is_refused_unless_that_is_allowed(
    tmp_path: Path, others: int
) -> None:
    settings = settings_of(tmp_path)
    opened(settings)
    settings.master_key_file.chmod(others)

    with pytest.raises(keys.KeyFileExposedError):
        cores.build(settings, speaker=phrases.speaker)
    cores.build(settings_of(tmp_path, master_key_shared=True), speaker=phrases.speaker).engine.dispose()


@pytest.mark.parametrize("place", ["data/master.json", "data/deep/master.json", "data/../data/master.json"])
def test_a_key_file_among_the_data_is_refused_unless_that_is_allowed(tmp_path: Path, place: str) -> None:
    settings = settings_of(tmp_path, master_key_file=tmp_path / place)
    with pytest.raises(keys.KeyFileExposedError):
        cores.build(settings, speaker=phrases.speaker)

    cores.build(
        settings.model_copy(update={"master_key_shared": True}), speaker=phrases.speaker
    ).engine.dispose()


def test_a_key_file_that_a_link_hides_among_the_data_is_refused(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    opened(settings)
    inside = settings.data_dir / "master.json"
    settings.master_key_file.rename(inside)
    settings.master_key_file.symlink_to(inside)

    with pytest.raises(keys.KeyFileExposedError):
        cores.build(settings, speaker=phrases.speaker)
