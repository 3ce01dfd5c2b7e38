"""A table made by the recipe of ARCHITECTURE.md is migrated, counted, exported, forgotten and erased with no other change."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from domain.settings import Settings

ROOT = Path(__file__).parents[2]
TABLE = '''

class ParkingNote(SQLModel, table=True):
    """Where an owner left a car."""

    __tablename__ = "parking_note"
    __table_args__ = table(
        Reach(owner="owner_id", vehicle="vehicle_id", keep=timedelta(days=30), age="made_at"),
    )

    id: int = row_id()
    owner_id: int = column(Category.SYSTEM, foreign_key="owner.id", index=True)
    vehicle_id: int = column(Category.SYSTEM, foreign_key="vehicle.id", index=True)
    note: bytes = column(Category.LOCATION, sealed=True, label="parking_note.note")
    made_at: datetime = column(Category.SYSTEM)
'''
WORDS = """WORDS: Final[Mapping[str, str]] = {
    "privacy.table.parking_note": N_("where you left your cars"),
"""
USE = """
import io, json, sys, zipfile
from datetime import UTC, datetime, timedelta
from domain import core as cores, phrases, tables
from domain.db import migrate
from domain.kit.clock import FixedClock
from domain.privacy import declared, erase, export, footprint, retention
from domain.registry import service as registry
from domain.registry.facts import Papers, Source
from domain.settings import Settings
from domain.telemetry.catalogue import CATALOGUE
from domain.upkeep.tables import ParkingNote
from jobs import speakers

TEXT = "level two, by the lift"
clock = FixedClock(datetime(2026, 11, 18, 10, tzinfo=UTC))
core = cores.build(Settings(**json.loads(sys.argv[1])), clock=clock, speaker=speakers.speaker)
migrate.revise(core.engine, "parking notes")
migrate.upgrade(core.engine)
migrate.check(core.engine)
out = {
    "undeclared": declared.unclassified(tables.METADATA, CATALOGUE, texts=phrases.TEXTS),
    "unlimited": declared.unlimited(tables.METADATA),
}
with core.unit() as unit:
    owner = registry.meet(unit, 1, locale="en", zone="UTC")
    papers = Papers(source=Source.SIMULATED)
    car = registry.register_vehicle(unit, vin="LSVAA49J132047371", name="Blue", model="Lark 60", papers=papers)
    registry.link(unit, owner.id, registry.link_code(unit, car.id))
    for text, days in ((TEXT, 1), ("long ago", 31)):
        note = unit.seal(owner.id, text.encode(), label="parking_note.note")
        made_at = unit.now - timedelta(days=days)
        unit.session.add(ParkingNote(owner_id=owner.id, vehicle_id=car.id, note=note, made_at=made_at))
    unit.session.flush()
    counts = {table.name: count for part in footprint.parts(unit, owner) for table, count in part.entries}
    out["counted"] = counts["parking_note"]
    with zipfile.ZipFile(io.BytesIO(export.export(unit, owner, say=core.speaker("en").say).body)) as archive:
        out["exported"] = any(TEXT.encode() in archive.read(name) for name in archive.namelist())
    out["forgotten"] = retention.forget_rows(unit)["parking_note"]
    erase.erase(unit, owner)
with core.reading() as unit:
    out["after erasure"] = unit.session.query(ParkingNote).count()
print(json.dumps(out))
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the code with one more table: a model and the words for it."""
    for folder in ("domain", "bot", "api", "jobs", "locales"):
        shutil.copytree(
            ROOT / folder, tmp_path / "code" / folder, ignore=shutil.ignore_patterns("__pycache__")
        )
    models = tmp_path / "code/domain/upkeep/tables.py"
    models.write_text(
        models.read_text("utf-8").replace("import date, datetime", "import date, datetime, timedelta")
        + TABLE,
        "utf-8",
    )
    words = tmp_path / "code/domain/privacy/table_words.py"
    words.write_text(words.read_text("utf-8").replace(WORDS.partition("\n")[0] + "\n", WORDS), "utf-8")
    return tmp_path / "code"


def test_a_table_made_by_its_recipe_is_migrated_counted_exported_forgotten_and_erased(
    copy: Path, settings: Settings
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", USE, settings.model_dump_json(exclude_unset=True)],
        cwd=copy,  # the first place that Python looks for modules
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == {
        "undeclared": [],
        "unlimited": [],
        "counted": 2,
        "exported": True,
        "forgotten": 1,
        "after erasure": 0,
    }
