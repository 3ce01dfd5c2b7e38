from datetime import datetime

import pytest
from alembic import command
from sqlalchemy import text
from sqlmodel import col, select

from domain import phrases
from domain.core import Core
from domain.db import migrate
from domain.explain.facts import Language, Name, Names, Phrase
from domain.kit.clock import FixedClock
from domain.registry.tables import Vehicle

BLUE = Names({"en": "Little Blue", "zh_Hans": "小蓝"})
NAMES: tuple[Name, ...] = (BLUE, "京A·12345", '{"en": "not a name by language"}', 'quoted "twice"', "")


def _keep(core: Core, *names: Name, at: datetime) -> None:
    with core.unit() as unit:
        unit.session.add_all(
            Vehicle(vin_hash=f"vin {place}", vin_sealed=b"", name=name, model="Test EV", made_at=at)
            for place, name in enumerate(names)
        )


@pytest.mark.parametrize("name", NAMES, ids=str)
def test_a_name_comes_back_as_it_was_given(core: Core, clock: FixedClock, name: Name) -> None:
    _keep(core, name, at=clock.at)

    with core.reading() as unit:
        assert unit.session.exec(select(Vehicle)).one().name == name


@pytest.mark.parametrize(("language", "said"), [("en", "Little Blue"), ("zh_Hans", "小蓝")])
def test_each_reader_is_told_one_language_of_a_name(language: Language, said: str) -> None:
    say = phrases.speaker(language).say

    assert say(Phrase("name", {"name": BLUE})) == said
    assert say(Phrase("name", {"name": "Blue 7"})) == "Blue 7"
    assert say(Phrase("name", {"name": Names({"en": "Only One"})})) == "Only One"


def test_names_from_before_are_said_as_they_were(core: Core, clock: FixedClock) -> None:
    """Goes back before names had languages, writes as was written then, and comes forward again."""
    before = ("Blue 7", "东区服务中心 East Centre", 'a "quoted" name', "{odd}")
    _keep(core, *before, BLUE, at=clock.at)
    with migrate._prepared(core.engine) as config:
        command.downgrade(config, "0012-1")
    with core.engine.connect() as connection:
        old = connection.execute(text("SELECT name FROM vehicle ORDER BY id")).scalars().all()

    migrate.upgrade(core.engine)

    assert old == [*before, "Little Blue"]
    with core.reading() as unit:
        cars = unit.session.exec(select(Vehicle).order_by(col(Vehicle.id)))
        assert [car.name for car in cars] == old
