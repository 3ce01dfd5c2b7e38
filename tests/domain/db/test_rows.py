from datetime import timedelta

from sqlalchemy.dialects.postgresql import insert
from sqlmodel import select

from domain.core import Core
from domain.db import rows
from domain.db.tables import JobDue


def test_a_row_is_added_once_and_whoever_comes_second_is_told(core: Core) -> None:
    with core.unit() as unit:
        assert rows.add_once(unit.session, JobDue, key="care", due_at=unit.now, every_s=60)
    with core.unit() as unit:
        assert not rows.add_once(unit.session, JobDue, key="care", due_at=unit.now, every_s=5)
        assert rows.add_once(unit.session, JobDue, key="sweep", due_at=unit.now, every_s=7)

    with core.reading() as unit:
        assert {row.key: row.every_s for row in unit.session.exec(select(JobDue))} == {"care": 60, "sweep": 7}


def test_a_row_that_is_put_again_changes_what_is_named_only(core: Core) -> None:
    with core.unit() as unit:
        first = unit.now
        for each in (first, first + timedelta(days=1)):
            new = insert(JobDue).values(key="care", due_at=each, every_s=60)
            rows.put(unit.session, new, keys=("key",), change={"every_s": 5})

    with core.reading() as unit:
        assert [(row.due_at, row.every_s) for row in unit.session.exec(select(JobDue))] == [(first, 5)]
