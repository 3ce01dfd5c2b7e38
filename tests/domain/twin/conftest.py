"""The chat of an owner whose car has sent readings for five weeks, in both languages."""

import pytest

from domain.core import Core
from domain.explain.facts import Language
from tests.domain.dialogue.chat import Chat
from tests.domain.reports.test_report import raw


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.fixture(params=["en", "zh_Hans"])
def chat(core: Core, request: pytest.FixtureRequest) -> Chat:
    language: Language = "en" if request.param == "en" else "zh_Hans"
    return raw(core, days=35, step_s=60, language=language)[0]
