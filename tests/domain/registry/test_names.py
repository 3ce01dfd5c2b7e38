from datetime import datetime

import msgspec
import pytest
from alembic import command
from sqlalchemy import text
from sqlmodel import col, select, update

from domain import phrases
from domain.core import Core
from domain.db import migrate
from domain.explain.facts import Language, Name, Names, Phrase
from domain.kit.clock import FixedClock
from domain.registry.tables import Vehicle
from domain.upkeep import codes, recalls
from domain.upkeep.entry import CampaignEntry
from domain.upkeep.tables import Campaign

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


def test_titles_and_names_of_two_columns_are_taken_over_by_language_and_given_back(core: Core) -> None:
    two = {"title_en": "Seat belt", "title_zh": "安全带"}
    with migrate._prepared(core.engine) as config:
        command.downgrade(config, "0021")
    with core.engine.begin() as connection:
        for code, name_en, name_zh in (("P0A1F", "Pump", "水泵"), ("P0A20", "Pump", ""), ("P0A21", "", "")):
            connection.execute(
                text(
                    "INSERT INTO fault_code (code, verdict, name_en, name_zh)"
                    " VALUES (:code, 'critical', :name_en, :name_zh)"
                ),
                {"code": code, "name_en": name_en, "name_zh": name_zh},
            )
        connection.execute(
            text(
                "INSERT INTO campaign (code, title_en, title_zh, issued, urgent, made_at)"
                " VALUES ('R1', :title_en, :title_zh, '2026-10-01', false, '2026-10-02 00:00:00')"
            ),
            two,
        )

    migrate.upgrade(core.engine)

    with core.reading() as unit:
        (campaign,) = recalls.listed(unit)
        assert campaign.recall.titles == {"en": "Seat belt", "zh_Hans": "安全带"}
        assert {code: dict(rule.names) for code, rule in codes.rules(unit).items()} == {
            "P0A1F": {"en": "Pump", "zh_Hans": "水泵"},
            "P0A20": {"en": "Pump"},
            "P0A21": {},
        }
    with core.unit() as unit:
        unit.session.exec(update(Campaign).values(code="R2"))
        of_one_language = {"code": "R1", "issued": "2026-10-01", "vins": [], "title": {"zh_Hans": "安全带"}}
        recalls.add(unit, msgspec.convert(of_one_language, CampaignEntry))
    with migrate._prepared(core.engine) as config:
        command.downgrade(config, "0021")
    with core.engine.connect() as connection:
        titles = connection.execute(text("SELECT title_en, title_zh FROM campaign ORDER BY code"))
        names = connection.execute(text("SELECT name_en, name_zh FROM fault_code ORDER BY code"))
        assert [tuple(row) for row in titles] == [("安全带", "安全带"), tuple(two.values())]
        assert [tuple(row) for row in names] == [("Pump", "水泵"), ("Pump", ""), ("", "")]
    migrate.upgrade(core.engine)
