"""A database that is lent to a second test is as new."""

import psycopg
import pytest

from domain import core as core_module
from domain import phrases
from domain.kit.clock import FixedClock
from domain.registry import service as registry
from domain.settings import Settings
from tests.conftest import NOW
from tests.databases import Lending


@pytest.fixture
def database() -> str:
    return "postgresql"


def written(settings: Settings) -> int:
    """The number of the first person who writes to a database."""
    core = core_module.build(settings, clock=FixedClock(NOW), speaker=phrases.speaker)
    with core.unit() as unit:
        owner_id = registry.meet(unit, 4711, locale="en", zone="UTC").id
    core.engine.dispose()
    return owner_id


def test_what_one_test_wrote_is_gone_for_the_next(settings: Settings, lending: Lending) -> None:
    assert settings.database_url
    assert written(settings) == 1

    lending.take_back(settings.database_url)

    assert lending.lend() == settings.database_url
    assert written(settings) == 1


def test_a_connection_that_was_left_open_is_closed(settings: Settings, lending: Lending) -> None:
    assert settings.database_url
    with psycopg.connect(settings.database_url) as left:
        left.execute("SELECT pg_advisory_lock(7); LOCK owner")
        lending.take_back(settings.database_url)

        with pytest.raises(psycopg.OperationalError):
            left.execute("SELECT 1")

    assert lending.lend() == settings.database_url


def test_a_database_whose_tables_were_changed_is_not_lent_again(settings: Settings, lending: Lending) -> None:
    assert settings.database_url
    with psycopg.connect(settings.database_url) as changing:
        changing.execute("ALTER TABLE owner ADD COLUMN odd integer")

    lending.take_back(settings.database_url)

    other = lending.lend()
    assert other != settings.database_url
    lending.take_back(other)
