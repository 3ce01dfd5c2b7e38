"""Tests wait by what this machine can do: no bound of the clock is written into one."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from time import sleep

import pytest

from tests import pace

TESTS = Path(__file__).parents[1]
CLOCKS = re.compile(r"\b(monotonic|perf_counter|process_time|thread_time)\b")
MAY_READ = {
    "pace.py",
    "bot/playground/test_trouble.py",  # a clock that stands still
    "walks/conftest.py",  # a clock that goes on as the real one does
    "domain/privacy/test_erase.py",  # a wait, held against pace.patience
    "house/test_pace.py",
}
BOUNDS = {"timeout", "timeout_s", "deadline", "patience_s", "within", "within_s", "within_ms"}
WAITS = {
    "wait",
    "wait_for",
    "result",
    "join",
    "fail_after",
    "move_on_after",
    "set_default_timeout",
    "acquire",
}
SHORT_S = 0.5  # so long one looks that something does not come about


def files() -> Iterator[Path]:
    return (path for path in TESTS.rglob("*.py") if path != TESTS / "pace.py")


def bounds(source: str) -> list[int]:
    """The lines that bound something by a number of seconds, whatever the machine."""
    return [node.lineno for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and bound(node)]


def bound(call: ast.Call) -> bool:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if ast.unparse(call.func).endswith("mark.timeout"):
        return True
    given = [each.value for each in call.keywords if each.arg in BOUNDS]
    if name in WAITS:
        given += call.args[:1]
    return any(isinstance(each, ast.Constant) and long(each.value) for each in given)


def long(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value > SHORT_S


@pytest.mark.parametrize(
    "line",
    [
        "done.wait(timeout=30)",
        "done.wait(30)",
        "subprocess.run(['x'], timeout=60.0)",
        "with anyio.fail_after(5): pass",
        "page.set_default_timeout(15_000)",
        "pytest.mark.timeout(400)",
    ],
)
def test_a_flat_bound_is_noticed(line: str) -> None:
    assert bounds(line) == [1]


@pytest.mark.parametrize(
    "line", ["done.wait(pace.patience(30))", "asked.result(timeout=0.3)", "page.set_default_timeout(ms(15))"]
)
def test_a_bound_that_goes_with_the_machine_is_none(line: str) -> None:
    assert bounds(line) == []


def test_no_test_is_bound_to_a_number_of_seconds() -> None:
    flat = {str(path.relative_to(TESTS)): bounds(path.read_text("utf-8")) for path in files()}

    assert {name: lines for name, lines in flat.items() if lines} == {}


def test_clocks_are_read_in_one_place() -> None:
    read = {str(path.relative_to(TESTS)) for path in files() if CLOCKS.search(path.read_text("utf-8"))}

    assert read <= MAY_READ


class Given:
    """A watch over a test of which it is known how much it works."""

    def __init__(self) -> None:
        self.over = False
        self._watch = pace.Watch(120, self._end)
        self._now_s = 0.0

    def _end(self) -> None:
        self.over = True

    def after(self, looks: int, *, share: float) -> bool:
        """Whether it is given up within so many looks at a test that gets this share of a processor."""
        for _ in range(looks):
            self._now_s += share * pace.LOOK_S
            self._watch.look(self._now_s)
            if self.over:
                return True
        return False


@pytest.mark.parametrize("share", [0.0, 0.01, 0.05])
def test_a_test_that_stands_still_or_only_polls_is_given_up(share: float) -> None:
    assert Given().after(looks=150, share=share)


@pytest.mark.parametrize("share", [1.0, 0.25, 0.12])
def test_a_test_that_works_gets_its_time_on_a_slow_machine_too(share: float) -> None:
    looks_for_60_s_of_work = round(60 / share / pace.LOOK_S)

    assert not Given().after(looks=looks_for_60_s_of_work, share=share)


def test_work_without_an_end_is_given_up() -> None:
    assert Given().after(looks=1000, share=1.0)


def test_work_before_a_standstill_buys_no_more_than_the_whole_patience() -> None:
    given = Given()
    assert not given.after(looks=100, share=1.0)

    assert given.after(looks=61, share=0.0)


def test_a_wait_that_comes_to_nothing_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "slowness", lambda: 4.0)

    with pytest.raises(AssertionError, match="never"):
        pace.until(lambda: False, seconds=0.05, otherwise="never")


def test_a_wait_lasts_as_much_longer_as_the_machine_is_slower(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pace, "slowness", lambda: 1e6)
    looks = iter([False] * 10 + [True])

    pace.until(lambda: next(looks), seconds=0.001)

    assert next(looks, None) is None


def test_what_the_program_waits_for_is_not_counted_as_its_work() -> None:
    with pace.spending() as spent:
        sleep(0.3)

    assert spent.s < 0.1


def test_every_test_is_watched_so(request: pytest.FixtureRequest) -> None:
    stop = request.node.cancel_timeout

    assert isinstance(stop.__self__, pace.Watch)
