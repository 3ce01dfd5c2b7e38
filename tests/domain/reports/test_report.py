"""The figures of a report, each recomputed from raw readings or from what is kept by another way."""

import pytest

from domain.core import Core
from domain.kit.classified import Purpose
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.reports import service
from domain.reports.facts import Report
from domain.trips.facts import Period
from tests.domain.dialogue.chat import Chat
from tests.domain.dialogue.test_trips import begun, driven


@pytest.fixture
def chat(core: Core) -> Chat:
    return driven(begun(core, "en", Purpose.CARE, Purpose.DRIVING), days=28)


def report(chat: Chat, period: Period) -> Report:
    with chat.core.reading() as unit:
        owner = unit.session.get_one(Owner, chat.owner_id)
        return service.of(unit, owner, registry.vehicle(unit, 1), period)


def test_a(chat: Chat) -> None:
    chat.say("/tariff 23-7 0.3, else 0.6, fast 1.8")
    assert report(chat, Period.MONTH).total.n > 20
