import base64
import shutil
from datetime import timedelta
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import func, insert, select

from domain import core as core_module
from domain import phrases
from domain.contact import mailbox
from domain.core import Core
from domain.db import engine as engines
from domain.db.keys import KeyDestroyedError
from domain.kit.clock import FixedClock
from domain.privacy import acts, declared, erase, store
from domain.registry import service as registry
from domain.registry.tables import Owner, Vehicle
from tests import pace
from tests.domain.privacy.conftest import Person, meet


def disguises(text: str) -> list[bytes]:
    """Return the forms in which a text could lie in a file."""
    raw = text.encode()
    aligned = [base64.b64encode(b"\0" * shift + raw)[4 * bool(shift) : -4] for shift in range(3)]
    return [
        raw,
        raw[::-1],
        raw.hex().encode(),
        raw.hex().upper().encode(),
        text.encode("utf-16-le"),
        *aligned,
    ]


def found(folder: Path, texts: set[str]) -> set[str]:
    bodies = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    return {text for text in texts if any(form in body for body in bodies for form in disguises(text))}


def rows(core: Core, person: Person) -> dict[str, int]:
    found = {}
    with core.reading() as unit:
        for table in declared.personal():
            mine = table.c[declared.reach_of(table).owner or ""] == person.owner_id
            count = select(func.count()).select_from(table).where(mine)
            found[table.name] = unit.session.execute(count).scalar_one()
    return found


def test_erasure_leaves_no_row_of_the_person_and_touches_nobody_else(
    core: Core, planted: None, me: Person, other: Person
) -> None:
    before = rows(core, other)
    assert all(rows(core, me).values())
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))

    assert not any(rows(core, me).values())
    assert rows(core, other) == before
    with core.reading() as unit:
        assert registry.owner_of_chat(unit, me.chat) is None
        assert registry.keeper(unit, me.vehicle_id) is None
        assert registry.owner_of_chat(unit, other.chat) is not None


def test_what_is_sealed_cannot_be_opened_again(core: Core, planted: None, me: Person) -> None:
    with core.unit() as unit:
        copy = me.row(unit).chat_sealed
        assert copy is not None
        erase.erase(unit, me.row(unit))

    with pytest.raises(KeyDestroyedError), core.reading() as unit:
        unit.unseal(copy, label="owner.chat")


def test_slots_and_parts_are_free_again(core: Core, planted: None, me: Person) -> None:
    part = next(table for table in declared.tables() if table.name == "part_unit")
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))

    with core.reading() as unit:
        taken = unit.session.execute(select(func.count()).where(part.c.visit_id.is_not(None))).scalar_one()
        assert taken == 1  # the other person's


def test_the_car_stays_in_the_register_and_can_be_linked_anew(core: Core, planted: None, me: Person) -> None:
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))
    with core.unit() as unit:
        buyer = registry.meet(unit, 99, locale="en", zone="UTC")
        registry.link(unit, buyer.id, registry.link_code(unit, me.vehicle_id))

        assert unit.session.get_one(Vehicle, me.vehicle_id).model == "Test EV"


def test_an_update_keeps_its_number_so_that_it_is_not_handled_twice(
    core: Core, planted: None, me: Person
) -> None:
    inbox = next(table for table in declared.tables() if table.name == "inbox_update")
    with core.unit() as unit:
        numbers = unit.session.scalars(
            select(inbox.c.update_id).where(inbox.c.chat_hash == me.row(unit).chat_hash)
        ).all()
        erase.erase(unit, me.row(unit))

    with core.unit() as unit:
        again = [mailbox.receive(unit, update_id=number, chat_hash="", body=b"") for number in numbers]
        assert again == [False, False]
        assert all(me.marks["waiting"].encode() != each.body for each in mailbox.next_updates(unit, limit=10))


def test_the_tap_that_deletes_can_be_marked_as_handled_in_the_same_unit(
    core: Core, planted: None, me: Person
) -> None:
    inbox = next(table for table in declared.tables() if table.name == "inbox_update")
    with core.unit() as unit:
        chat_hash = me.row(unit).chat_hash
        mailbox.receive(unit, update_id=5, chat_hash=chat_hash, body=b"the tap")
    with core.unit() as unit:
        tap = next(each.id for each in mailbox.next_updates(unit, limit=10) if each.body == b"the tap")
        acts.VERBS["privacy.erase"](unit, me.row(unit), {"sure": True})
        mailbox.done(unit, tap, None)

    with core.reading() as unit:
        row = unit.session.execute(select(inbox).where(inbox.c.id == tap)).mappings().one()
        assert (row["state"], row["owner_id"], row["chat_hash"], row["body"]) == ("done", None, "", None)


def test_deleting_takes_two_yeses_and_the_first_says_what_stays(
    core: Core, planted: None, me: Person
) -> None:
    with core.unit() as unit:
        first = acts.VERBS["privacy.ask_delete"](unit, me.row(unit), {}).messages[0]
        codes = [line.code for line in first.lines]
        verbs = [button.verb for row in first.rows for button in row]
        second = acts.VERBS["privacy.erase"](unit, me.row(unit), {"sure": False}).edit

    assert {"survives.register", "survives.suppression"} <= set(codes)
    assert verbs[:2] == ["privacy.export", "privacy.erase"]
    assert second is not None
    assert all(rows(core, me).values())


@pytest.mark.usefixtures("planted")
class TestBytes:
    """SQLite only: the bytes of the data folder are ours to look at."""

    @pytest.fixture
    def database(self) -> str:
        return "sqlite"

    def test_no_byte_of_the_person_is_left_in_the_data_folder(
        self, core: Core, me: Person, other: Person
    ) -> None:
        folder = core.settings.data_dir
        marks = {*me.marks.values(), *me.plain, me.vin, str(me.chat)}
        before = found(folder, marks)
        with core.unit() as unit:
            erase.erase(unit, me.row(unit))

        assert me.plain <= before  # so the scan finds what is there
        assert found(folder, marks) == set()
        assert other.plain <= found(folder, other.plain)

    def test_sealed_words_never_stood_in_the_folder(self, core: Core, me: Person) -> None:
        sealed = set(me.marks.values()) - me.plain

        assert len(sealed) > 5
        assert found(core.settings.data_dir, {*sealed, me.vin}) == set()

    def test_a_reader_delays_erasure_only_briefly_and_the_logs_are_cleared_later(
        self, core: Core, me: Person
    ) -> None:
        with core.reading() as unit:
            unit.session.execute(select(Owner)).all()
            begun = monotonic()
            with core.unit() as writing:
                erase.erase(writing, me.row(writing))
            assert monotonic() - begun < pace.patience(5)

        assert engines.forget_deleted(core.engine)
        assert found(core.settings.data_dir, {*me.plain, me.vin}) == set()

    def test_a_restored_backup_does_not_bring_the_person_back(
        self, core: Core, me: Person, other: Person, clock: FixedClock, tmp_path: Path
    ) -> None:
        folder = core.settings.data_dir
        engines.forget_deleted(core.engine)
        shutil.copytree(folder, tmp_path / "backup")
        clock.advance(timedelta(days=1))
        with core.unit() as unit:
            erase.erase(unit, me.row(unit))
        core.engine.dispose()
        for name in ("control.db", "telemetry.db"):  # keys have a backup cycle of their own
            shutil.copy(tmp_path / "backup" / name, folder / name)

        restored = core_module.build(core.settings, clock=clock, speaker=phrases.speaker)
        with restored.reading() as unit:
            came_back = registry.owner_of_chat(unit, me.chat)
            assert came_back is not None
            with pytest.raises(KeyDestroyedError):
                registry.chat_of(unit, came_back)
        with restored.unit() as unit:
            assert erase.replay_erasures(unit) == 1
        with restored.unit() as unit:
            erase.sweep(unit)

        assert not any(rows(restored, me).values())
        assert all(rows(restored, other).values())
        assert found(folder, {*me.marks.values(), *me.plain, me.vin, str(me.chat)}) == set()
        restored.engine.dispose()


def test_rows_whose_owner_is_gone_are_swept_up(core: Core, planted: None, me: Person, other: Person) -> None:
    chunk = next(table for table in declared.tables() if table.name == "chunk")
    with core.unit() as unit:
        stray = dict(store.rows(unit, chunk, other.row(unit))[0]) | {"owner_id": 9_999}
        unit.session.execute(insert(chunk).values({k: v for k, v in stray.items() if k != "id"}))
    with core.unit() as unit:
        erase.sweep(unit)

    with core.reading() as unit:
        owners = set(unit.session.scalars(select(chunk.c.owner_id)))
        assert owners == {me.owner_id, other.owner_id}


def test_who_came_back_by_writing_again_is_not_deleted_again(
    core: Core, planted: None, me: Person, clock: FixedClock
) -> None:
    with core.unit() as unit:
        erase.erase(unit, me.row(unit))
    clock.advance(timedelta(minutes=1))
    again = Person(chat=me.chat, vin="1HGCM82633A004352")
    with core.unit() as unit:
        meet(unit, again)
    with core.unit() as unit:
        assert erase.replay_erasures(unit) == 0

    with core.reading() as unit:
        assert unit.session.get(Owner, again.owner_id) is not None
