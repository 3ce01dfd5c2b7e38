"""An owner asks what the car is worth and how long its battery lasts, in both languages."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from domain.core import Core
from domain.explain.facts import Language
from domain.kit.classified import ASKED, Purpose
from domain.registry import service as registry
from domain.registry.tables import Vehicle
from domain.telemetry.facts import Day
from domain.valuation import service
from jobs.lab.training.valuation import teach
from tests.conftest import NOW
from tests.domain.dialogue.chat import Chat, begun
from tests.domain.earlier import long_ago
from tests.domain.health import views
from tests.domain.telemetry.kept import keep
from tests.domain.valuation.offers import listings, sheet

WORTH = (
    "/value",
    "这车现在能卖多少钱",
    "爱车估值",
    "我打算换车，帮我看看我这车现在大概还值多少钱",
    "what's my car worth",
    "how much could I sell my car for right now, roughly?",
)
LASTING = (
    "电池还能用几年",
    "我这车电池大概还能撑多久啊",
    "how long will the battery last",
    "how many years will my battery last?",
)
NEITHER = (
    "换电池多少钱",
    "今天电池还能用多久",
    "is it worth fixing the brakes",
    "保养一次多少钱",
    "how long will the battery last on this trip",
    "电池能用几年才过保",
    "帮我估个价，保险杠刮了",
)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A market taught once for all of these tests."""
    folder = tmp_path_factory.mktemp("models")
    teach(
        sheet(listings(240)),
        currency="CNY",
        distance="10000km",
        price_unit=10_000,
        made_at=NOW,
        folder=folder,
    )
    return folder


def put(core: Core, shelf: Path) -> None:
    copytree(shelf, core.settings.models_dir, dirs_exist_ok=True)


def owner_of_an_old_car(core: Core, language: Language) -> Chat:
    """A car of three and a half years that has charged all the while and shows 45,000 km."""
    chat = begun(core, language)
    with core.unit() as unit:
        for purpose in ASKED:
            registry.consent(long_ago(unit), chat.owner_id, purpose=purpose, given=True, channel="chat")
        car = unit.session.get_one(Vehicle, 1)
        car.capacity_new_kwh, car.in_use_since = 60.0, date(2023, 5, 1)
        today = Day(NOW.date(), 9e4, 3600.0, 40.0, 10.0, 20.0, None, odometer_km=45_000.0)
        features = views.ageing(86.2, years=3, now=NOW)
        keep(unit, car.id, chat.owner_id, replace(features, days=(today,)))
    return chat


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_the_price_comes_with_its_interval_its_basis_and_the_battery_on_a_line_of_its_own(
    core: Core, shelf: Path, language: Language
) -> None:
    put(core, shelf)
    chat = owner_of_an_old_car(core, language)

    for text in WORTH:
        chat.say(text)
        assert {"value.price", "value.basis", "value.asked", "value.battery.less"} <= {*chat.codes}, text
    for text in LASTING:
        chat.say(text)
        assert "lasting.basis" in chat.codes, text
        assert "value.price" not in chat.codes, text
    for text in NEITHER:
        chat.say(text)
        assert not {"value.price", "lasting.basis"} & {*chat.codes}, text


def test_without_listings_nothing_is_guessed_and_the_battery_is_told_all_the_same(core: Core) -> None:
    chat = owner_of_an_old_car(core, "en")

    answer = chat.say("/value")

    assert "I do not guess what this car is worth. No listings of used cars have been loaded here." in answer
    assert "lasting.basis" in chat.codes


def test_who_withdrew_the_yes_to_health_checks_is_told_nothing_of_the_car_and_how_to_agree(
    core: Core, shelf: Path
) -> None:
    put(core, shelf)
    chat = owner_of_an_old_car(core, "en")
    with core.unit() as unit:
        registry.consent(unit, chat.owner_id, purpose=Purpose.CARE, given=False, channel="test")

    assert "/privacy" in chat.say("/value")
    assert chat.codes == ["car.heading", "refusal.twin_not_agreed"]


def test_a_wish_beside_the_question_is_carried_on(core: Core, shelf: Path) -> None:
    put(core, shelf)
    chat = owner_of_an_old_car(core, "zh_Hans")

    answer = chat.say("这车现在能卖多少钱？另外帮我约周五上午做个保养")

    assert "value.price" in chat.codes
    assert "东区服务中心" in answer


def test_others_build_on_one_answer(core: Core, shelf: Path) -> None:
    put(core, shelf)
    chat = owner_of_an_old_car(core, "en")

    with core.reading() as unit:
        value = service.of(unit, chat.owner_id, 1)

    assert value.price is not None
    assert value.battery is not None
    assert value.battery.usual > value.battery.soh
    mark, *_ = value.falls
    assert mark.mark == 80.0
    assert mark.early is not None
    assert mark.likely is not None
    assert timedelta(days=120) < mark.likely - mark.early < timedelta(days=365)
