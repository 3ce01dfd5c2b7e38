"""The player of scripted conversations: every kind of turn, every field of the answer, every part of the world."""

import atexit
import json
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import anyio
import pytest
from typer.testing import CliRunner

from domain.booking import jobs
from domain.dialogue.meaning import understand
from domain.errors import Refusal
from domain.explain.facts import Names
from domain.health import catalogue
from jobs import cli
from jobs.conversation import play, scripts, world
from tests import pace

Row = dict[str, Any]
SLOT = re.compile(r"2026-11-\d\dT\d\d:\d\d")
BOOK = {"en": "please book an inspection tomorrow afternoon", "zh": "预约明天下午全车检查"}
SERVICE = {"job": "yearly_service", "start": "2026-11-20T09:00"}


def played(*turns: Row, **given: Any) -> Row:
    """Play one script and return its answer."""
    raw = {"id": "t", "lang": "en", "turns": list(turns), **given}
    (answer,) = all_played([raw])
    return answer


def all_played(raw: list[Row]) -> list[Row]:
    async def collect() -> list[Row]:
        return [
            await play.play(script, worlds())
            for script in scripts.parsed(json.dumps(raw).encode(), file="t.json")
        ]

    return anyio.run(collect)


@cache
def worlds() -> world.Worlds:
    """One place for the worlds of all tests: schema and centres are made once."""
    folder = tempfile.TemporaryDirectory(prefix="beforehand-talk-")
    atexit.register(folder.cleanup)
    return world.Worlds(Path(folder.name))


def buttons(turn: Row) -> list[Row]:
    return [button for reply in turn["replies"] for button in reply["buttons"]]


def starts(turn: Row) -> list[str]:
    return [button["slot"]["start"] for button in buttons(turn) if "slot" in button]


def said(turn: Row) -> str:
    return "\n".join(reply["text"] for reply in turn["replies"])


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_visit_is_booked_by_words_a_start_and_a_yes(lang: str) -> None:
    answer = played(
        {"say": BOOK[lang]},
        {"tap_slot": "2026-11-19T14:00"},
        {"tap": "^(yes|确认)"},
        {"say": "/bookings"},
        lang=lang,
    )
    asked, chosen, booked, listed = answer["turns"]

    assert {start[:10] for start in starts(asked)} == {"2026-11-19"}
    assert all(button["slot"]["centre"] == "east" for button in buttons(asked) if "slot" in button)
    assert chosen["written"] == []
    (row,) = booked["written"]
    visit = {
        "visit": row["visit"],
        "car": "小蓝 Little Blue",
        "job": "inspection",
        "centre": "east",
        "start": "2026-11-19T14:00",
    }
    assert row == {"what": "booked", **visit}
    assert row["visit"] in said(listed)
    assert answer["end"] == {"visits": [visit], "quiet": ["22:00", "08:00"], "waiting": []}


def test_the_yes_to_a_summary_stands_for_no_start() -> None:
    answer = played({"say": BOOK["en"]}, {"tap_slot": "2026-11-19T14:00"})

    assert starts(answer["turns"][1]) == []


def test_texts_come_without_markup_in_the_owner_s_language_alone() -> None:
    english = played({"say": "/car"})["turns"][0]
    chinese = played({"say": "/car"}, lang="zh")["turns"][0]

    assert "<b>" not in said(english)
    assert "Little Blue" in said(english)
    assert "小蓝" not in said(english)
    assert "小蓝" in said(chinese)


def test_a_file_is_named_where_it_is_handed_over() -> None:
    (turn,) = played({"say": "/export"})["turns"]

    assert [reply["document"] for reply in turn["replies"] if "document" in reply] == [
        "beforehand-2026-11-18.zip"
    ]


def test_a_cancelled_visit_is_told_with_the_start_given_up() -> None:
    answer = played({"say": "please cancel my booking"}, {"tap": "^yes"}, world={"visits": [SERVICE]})

    (row,) = answer["turns"][1]["written"]
    assert (row["what"], row["job"], row["start"]) == ("cancelled", "yearly_service", "2026-11-20T09:00")
    assert answer["end"]["visits"] == []


def test_a_moved_visit_is_told_with_its_new_start() -> None:
    answer = played(
        {"say": "move my booking to Monday afternoon"},
        {"tap": r"\d\d:\d\d"},
        {"tap": "^yes"},
        world={"visits": [SERVICE]},
    )

    (row,) = answer["turns"][2]["written"]
    assert (row["what"], row["start"][:10]) == ("moved", "2026-11-23")
    assert [visit["visit"] for visit in answer["end"]["visits"]] == [row["visit"]]


def test_quiet_hours_and_consent_are_told_when_they_change() -> None:
    answer = played({"say": "/quiet"}, {"tap": "23:00"}, {"say": "/language"}, {"tap": "中文"})

    assert answer["turns"][1]["written"] == [{"what": "quiet", "from": "23:00", "to": "07:00"}]
    assert answer["turns"][3]["written"] == [{"what": "language", "language": "zh_Hans"}]
    assert answer["turns"][3]["toast"]
    assert answer["end"]["quiet"] == ["23:00", "07:00"]


def test_whatever_else_an_owner_sets_or_records_is_written() -> None:
    answer = played(
        {"say": "no reminders before my visits please"},
        {"say": "set the time zone to Tokyo"},
        {"say": "I had the brake fluid changed elsewhere on 3 November"},
        {"say": "yes"},
    )

    assert [turn["written"] for turn in answer["turns"]] == [
        [{"what": "reminders", "on": False}],
        [{"what": "zone", "zone": "Asia/Tokyo"}],
        [],
        [
            {
                "what": "recorded",
                "car": "小蓝 Little Blue",
                "job": "brake_fluid",
                "on": "2026-11-03",
                "odometer_km": None,
            }
        ],
    ]


def test_a_held_slot_that_is_given_back_is_written_and_one_that_is_asked_about_stays() -> None:
    answer = played(
        {"alert": {"slot": "2026-11-19T10:00"}},
        {"say": "did you cancel the slot you held for me?"},
        {"say": "give the slot to someone who needs it"},
    )

    assert [[row["what"] for row in turn["written"]] for turn in answer["turns"]] == [[], [], ["released"]]


def test_a_wish_on_the_waiting_list_is_written_and_stands_at_the_end() -> None:
    answer = played(
        {"say": "book a brake check on Friday"},
        {"say": "put me on the waiting list for Friday"},
        world={"full": [{"centre": "east", "day": "2026-11-20"}]},
    )

    wait = {"job": "brake_check", "from": "2026-11-20", "to": "2026-11-20", "centre": "east"}
    assert answer["turns"][1]["written"] == [{"what": "waiting", **wait}]
    assert answer["end"]["waiting"] == [wait]


def test_an_owner_who_deletes_all_is_told_as_erased_and_may_come_back() -> None:
    answer = played(
        {"say": "/delete"},
        {"tap": "delete"},
        {"tap": "delete"},
        {"say": "hello"},
        world={"visits": [SERVICE]},
    )

    assert answer["turns"][2]["written"] == [{"what": "erased"}]
    assert answer["turns"][3]["written"] == []
    assert answer["turns"][3]["replies"]
    assert answer["end"]["visits"] == []


def test_without_a_button_that_fits_a_tap_is_an_error_unless_it_is_optional() -> None:
    first, second, third = played(
        {"tap": "nothing"}, {"tap": "nothing", "optional": True}, {"tap_slot": "2026-11-19T14:00"}
    )["turns"]

    assert first["error"] == third["error"] == "no_such_button"
    assert second["skipped"] is True
    assert "error" not in second


def test_only_the_turns_that_are_named_give_the_button() -> None:
    answer = played(
        {"say": "/quiet"},
        {"say": "/language"},
        {"tap": "23:00", "of_turn": [1]},
        {"tap": "23:00", "of_turn": [0, 1]},
        {"tap": "20:00", "of_turn": [0, 7]},
    )

    assert answer["turns"][2]["error"] == "no_such_button"
    assert answer["turns"][3]["written"][0]["from"] == "23:00"
    assert answer["turns"][4]["written"][0]["from"] == "20:00"  # it went with the change of the message


def test_what_the_core_refuses_is_told_by_its_code_beside_its_sentence() -> None:
    soon = {"job": "inspection", "start": "2026-11-18T11:00"}
    turn = played({"say": "cancel my booking"}, world={"visits": [soon]})["turns"][0]

    assert turn["refused"] == "too_late"
    assert "000-0000-0001" in said(turn)
    assert turn["written"] == []


def test_a_crash_is_told_as_an_error_and_the_talk_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_kwargs: object) -> None:
        msg = "broken"
        raise RuntimeError(msg)

    monkeypatch.setattr(understand, "understand", broken)
    crashed, goes_on = played({"say": "hello"}, {"say": "/bookings"})["turns"]

    assert crashed["error"] == "RuntimeError: broken"
    assert goes_on["replies"]
    assert "error" not in goes_on


def test_a_warning_comes_by_the_outbox_with_the_slot_it_holds() -> None:
    answer = played(
        {"alert": {"slot": "2026-11-20T10:30", "centre": "west"}}, {"tap_slot": "2026-11-20T10:30"}
    )
    pushed, taken = answer["turns"]

    assert [button["slot"] for button in buttons(pushed) if "slot" in button] == [
        {"start": "2026-11-20T10:30", "centre": "west"}
    ]
    assert pushed["written"] == []
    (row,) = taken["written"]
    assert (row["what"], row["job"], row["centre"]) == ("booked", "brake_pads", "west")
    assert len(taken["replies"]) > 1  # the warning itself is changed too


@pytest.mark.parametrize("check", [code for code, check in catalogue.BY_CODE.items() if check.JOB])
def test_a_warning_of_any_check_with_work_to_do_can_come(check: str) -> None:
    (turn,) = played({"alert": {"slot": "2026-11-20T10:30", "check": check, "level": "yellow"}})["turns"]

    assert "error" not in turn
    assert starts(turn) == ["2026-11-20T10:30"]


@pytest.mark.parametrize("level", ["blue", "yellow", "red"])
def test_a_warning_comes_at_the_level_that_is_asked_for(level: str) -> None:
    (turn,) = played({"alert": {"slot": "2026-11-18T13:30", "level": level}})["turns"]

    assert "error" not in turn
    assert starts(turn) == ["2026-11-18T13:30"]


def test_a_warning_that_cannot_hold_its_slot_is_an_error() -> None:
    (turn,) = played({"alert": {"slot": "2026-11-22T10:30"}})["turns"]

    assert turn["error"].startswith("closed_then")


def test_a_restart_keeps_the_talk_and_old_buttons() -> None:
    answer = played(
        {"say": BOOK["en"]},
        {"restart": True},
        {"tap_slot": "2026-11-19T14:00"},
        {"restart": True},
        {"tap": "^yes"},
    )

    assert answer["turns"][1]["replies"] == []
    assert answer["turns"][4]["written"][0]["start"] == "2026-11-19T14:00"


def test_what_is_due_comes_when_its_time_has_passed() -> None:
    answer = played(
        {"alert": {"slot": "2026-11-20T10:30"}},
        {"tap": "remind me"},
        {"pass_minutes": 1380},
        {"pass_minutes": 120},
    )

    assert answer["turns"][2]["replies"] == []
    assert "25%" in said(answer["turns"][3])


def test_a_hold_ends_by_itself_when_its_time_has_passed() -> None:
    answer = played(
        {"say": BOOK["en"]},
        {"tap_slot": "2026-11-19T14:00"},
        {"pass_minutes": 60},
        {"say": "/bookings"},
    )

    assert answer["end"]["visits"] == []


def test_each_text_is_written_as_if_the_others_had_not_been() -> None:
    answer = played(
        {"say": "cancel my booking"},
        {"each": ["yes", "no", "/quiet", "yes"]},
        {"tap": "^yes"},
        world={"visits": [SERVICE]},
    )
    texts = answer["turns"][1]["each"]

    assert [each["say"] for each in texts] == ["yes", "no", "/quiet", "yes"]
    assert [[row["what"] for row in each["written"]] for each in texts] == [
        ["cancelled"],
        [],
        [],
        ["cancelled"],
    ]
    assert all(each["replies"] for each in texts)
    assert answer["turns"][1]["replies"] == answer["turns"][1]["written"] == []
    assert answer["turns"][2]["written"][0]["what"] == "cancelled"


def test_a_full_day_has_no_slot_left_for_any_work_at_that_centre_alone() -> None:
    day = "2026-11-20"
    full = {"full": [{"centre": "east", "day": day}]}
    cars = [{"name": name, "model": "Lark 60", "centre": name} for name in ("east", "west")]
    turns = [
        {"say": f"book a {job} on Friday 20 November"} for job in ("cabin filter change", "yearly service")
    ]
    at_east, at_west = all_played(
        [{"id": car["name"], "lang": "en", "turns": turns, "world": {**full, "cars": [car]}} for car in cars]
    )

    assert [start for turn in at_east["turns"] for start in starts(turn) if start.startswith(day)] == []
    assert any(start.startswith(day) for turn in at_west["turns"] for start in starts(turn))


def test_the_shortest_work_fits_nowhere_on_a_full_day() -> None:
    shortest = min(jobs.JOBS.values(), key=lambda each: each.minutes)
    raw = {
        "id": "t", "lang": "en", "turns": [],
        "world": {"full": [{"centre": "west", "day": "2026-11-18"}], "visits": [
            {"job": shortest.code, "start": "2026-11-18T12:00", "centre": "west"}]},
    }  # fmt: skip

    with pytest.raises(Refusal):
        all_played([raw])


def test_bays_say_how_many_visits_fit_at_once() -> None:
    cars = [{"name": name, "model": "Lark 60", "centre": "east"} for name in ("One", "Two")]
    visits = [{"car": name, "job": "inspection", "start": "2026-11-20T09:00"} for name in ("One", "Two")]

    assert len(played({"say": "/bookings"}, world={"cars": cars, "visits": visits})["end"]["visits"]) == 2
    with pytest.raises(Refusal, match="slot_gone"):
        played({"say": "/bookings"}, world={"bays": 1, "cars": cars, "visits": visits})


def test_the_clock_begins_where_the_script_says() -> None:
    answer = played({"say": "please book an inspection tomorrow"}, now="2026-12-31T09:00")

    assert not any(start.startswith("2027-01-01") for start in starts(answer["turns"][0]))  # New Year's Day


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("小蓝 Little Blue", "Little Blue", "小蓝"),
        ("白色极氪 White Zeekr 001", "White Zeekr 001", "白色极氪"),
    ],
)
def test_a_name_in_both_languages_is_told_in_one(name: str, english: str, chinese: str) -> None:
    assert world.by_language(name) == Names({"en": english, "zh_Hans": chinese})


@pytest.mark.parametrize("name", ["小蓝", "Little Blue", "小鹏 P7", "极氪 001", "汉 Han 黑色"])
def test_a_name_in_one_language_stays_as_it_is(name: str) -> None:
    assert world.by_language(name) == name


@pytest.mark.parametrize(
    "wrong",
    [
        {"turns": [{"say": "a", "tap": "b"}]},
        {"turns": [{}]},
        {"turns": [{"tap": "("}]},
        {"turns": [{"tap_slot": "tomorrow"}]},
        {"turns": [{"alert": {"slot": "soon"}}]},
        {"turns": [{"pass_minutes": -1}]},
        {"lang": "fr"},
        {"now": "today"},
        {"world": {"bays": 0}},
        {"world": {"cars": []}},
        {"world": {"full": [{"centre": "north", "day": "2026-11-20"}]}},
        {"world": {"visits": [{"job": "inspection", "start": "9"}]}},
    ],
)
def test_a_script_that_cannot_be_played_is_refused_with_the_reason(wrong: Row) -> None:
    raw = {"id": "t", "lang": "en", "turns": [], **wrong}

    with pytest.raises(Refusal, match="script_invalid"):
        scripts.parsed(json.dumps(raw).encode(), file="t.json")


def test_fields_that_are_not_known_are_ignored() -> None:
    assert played({"say": "/help", "expect": {"says": ["x"]}, "note": 1}, why="because")["turns"][0][
        "replies"
    ]


def test_the_command_prints_one_line_a_script_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "scripts.json"
    file.write_text(json.dumps([{"id": name, "lang": "en", "turns": [{"say": "/help"}]} for name in "ab"]))

    done = CliRunner().invoke(cli.app, ["talk", "--script", str(file), "--json"])

    assert [json.loads(line)["script"] for line in done.stdout.splitlines()] == ["a", "b"]
    assert done.exit_code == 0


def test_the_command_shows_a_single_script_for_reading(tmp_path: Path) -> None:
    file = tmp_path / "script.json"
    file.write_text(json.dumps({"id": "only", "lang": "zh", "turns": [{"say": "/help"}]}))

    done = CliRunner().invoke(cli.app, ["talk", "--script", str(file)])

    assert "👤 /help" in done.stdout


@pytest.mark.parametrize(
    "content", [None, "{", '{"id": "a"}', '[{"id": "a", "lang": "en", "turns": [{"tip": 1}]}]']
)
def test_the_command_says_on_stderr_what_is_wrong_with_a_file(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "scripts.json"
    if content is not None:
        file.write_text(content)

    done = CliRunner().invoke(cli.app, ["talk", "--script", str(file), "--json"])

    assert done.exit_code == 1
    assert done.stdout == ""
    assert "[file_missing]" in done.stderr or "[script_invalid]" in done.stderr


def test_settings_of_this_machine_do_not_reach_the_script(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEFOREHAND_DATABASE_URL", "postgresql://nowhere/at-all")
    monkeypatch.setenv("BEFOREHAND_DATA_DIR", str(tmp_path / "data"))
    worlds.cache_clear()

    assert played({"say": "/help"})["turns"][0]["replies"]
    assert list(tmp_path.iterdir()) == []


def test_two_dozen_scripts_of_six_turns_are_played_within_twenty_seconds() -> None:
    turns = [
        {"say": BOOK["en"]},
        {"tap": r"\d\d:\d\d"},
        {"tap": "^yes"},
        {"say": "/bookings"},
        {"say": "/car"},
        {"say": "thanks"},
    ]

    with pace.spending() as spent:
        answers = all_played([{"id": str(number), "lang": "en", "turns": turns} for number in range(24)])

    assert all(len(answer["end"]["visits"]) == 1 for answer in answers)
    assert spent.s < 20
