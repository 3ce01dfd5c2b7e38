"""Nothing is asked for and nothing is kept that no code uses."""

import inspect
from datetime import timedelta
from importlib import import_module

import pytest

from domain.core import Core
from domain.dossier import service
from domain.kit.classified import ASKED, READERS, Purpose
from domain.registry import service as registry
from domain.registry import tokens
from domain.telemetry import paths
from domain.telemetry import service as telemetry
from domain.telemetry.catalogue import CATALOGUE
from domain.telemetry.facts import Signal
from domain.telemetry.intake import Batch, Record
from tests.api import conftest as stage
from tests.api.conftest import Door, Life
from tests.domain.earlier import long_ago

centre_entry = stage.centre_entry
centre_id = stage.centre_id
app = stage.app
door = stage.door
life = stage.life

OPTIONAL = [signal for signal in CATALOGUE.values() if not signal.essential and signal.is_collected]
NAMES = {path: name for name, path in vars(paths).items() if isinstance(path, str) and name.isupper()}


@pytest.fixture
def database() -> str:
    return "sqlite"


@pytest.mark.parametrize("purpose", ASKED)
def test_every_purpose_that_is_asked_for_is_acted_on_by_the_module_it_names(purpose: Purpose) -> None:
    source = inspect.getsource(import_module(READERS[purpose]))

    assert f"Purpose.{purpose.name}" in source


def test_no_signal_of_another_purpose_is_collected() -> None:
    others = [signal for signal in CATALOGUE.values() if signal.purpose not in ASKED]

    assert others
    assert [signal.path for signal in others if signal.is_collected or signal.reader] == []


@pytest.mark.parametrize("signal", OPTIONAL, ids=lambda signal: signal.path)
def test_every_optional_signal_names_the_code_that_reads_it(signal: Signal) -> None:
    module = import_module(signal.reader)
    if module is not service:
        assert f"paths.{NAMES[signal.path]}" in inspect.getsource(module)


def test_every_optional_signal_that_a_workshop_is_to_see_is_shown_to_it(
    core: Core, door: Door, life: Life
) -> None:
    shown = [signal for signal in OPTIONAL if import_module(signal.reader) is service]
    with core.unit() as unit:
        registry.consent(long_ago(unit), life.owner_id, purpose=Purpose.CARE, given=True, channel="test")
        at = (unit.now - timedelta(minutes=5)).isoformat()
        values = {
            each.path: bool(each.high) if each.boolean else (each.low + each.high) / 2 for each in shown
        }
        receipt = telemetry.ingest(unit, registry.vehicle(unit, life.vehicle_id), Batch([Record(at, values)]))
        seen = service.look(unit, tokens.who(unit, life.centre.token), life.vehicle_id)

    assert door
    assert receipt.kept == len(shown)
    assert {each.path for each in shown} <= seen.signals.keys()
