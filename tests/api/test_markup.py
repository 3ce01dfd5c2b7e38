"""How values stand in a table of a page."""

from datetime import date

from api import speakers
from api.markup import ENVIRONMENT, Voice, kind
from api.technician.tables import Table


def drawn(head: list[str], rows: list[tuple[object, ...]]) -> str:
    about = {"voice": Voice(speakers.speaker("en")), "kind": kind}
    return str(ENVIRONMENT.get_template("table.html").make_module(about).table(Table(head, rows)))  # type: ignore[attr-defined]


def test_words_stand_left_numbers_right_and_days_in_one_piece() -> None:
    rows: list[tuple[object, ...]] = [
        ("rear <right>", 2.0754, date(2026, 11, 18), None),
        ("front", None, date(2026, 11, 17), 1),
    ]

    table = drawn(["a", "b", "c", "d"], rows)

    assert table.splitlines()[2] == (
        '<tr><td class="words">rear &lt;right&gt;</td><td class="number">2.075</td>'
        '<td class="day">Wed 18 Nov 2026</td><td class="number">–</td></tr>'
    )
    assert '<th class="words">a</th><th class="number">b</th><th class="day">c</th>' in table


def test_a_table_without_rows_is_nothing() -> None:
    assert drawn(["a"], []).strip() == ""
