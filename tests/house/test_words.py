"""What can be said is said somewhere, and what is refused has words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from api import words as api
from api.pages import model_words as models
from api.pages import operator_words as operator
from api.pages import owner_words as owner
from api.pages import running_words as running
from api.pages import words as pages
from bot import words as bot
from domain import phrases
from domain.logbook import words as logbook
from jobs import timetable
from jobs import words as jobs

ROOT = Path(__file__).parents[2]
REFUSAL = "refusal."
BUILT_IN_TEMPLATE = re.compile(r"""["']([a-z_.]+\.)["'] [+~]""")
IN_TEMPLATE = re.compile(r"""["']([a-z_]+(?:\.[a-z_0-9]+)+)["']""")
OF_ROLE = ".centre"  # the same refusal in words for a workshop
TEXTS = phrases.merged(
    (
        *phrases.SLICES,
        api.WORDS,
        pages.WORDS,
        operator.WORDS,
        models.WORDS,
        running.WORDS,
        owner.WORDS,
        bot.WORDS,
        jobs.WORDS,
    )
)


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for package in ("domain", "bot", "api", "jobs"):
        for path in (ROOT / package).rglob("*.py"):
            yield path, ast.parse(path.read_text())


def defined(path: Path, tree: ast.Module) -> set[int]:
    """The keys of WORDS: to define a text is not to say it."""
    dicts = [node for node in ast.walk(tree) if isinstance(node, ast.Dict) and path.name == "words.py"]
    return {id(key) for each in dicts for key in each.keys}


def said() -> tuple[set[str], set[re.Pattern[str]]]:
    """Every literal, and the shape of every f-string that begins or ends with some name of its own."""
    whole, shapes = set(logbook.PAGE), set()  # the page of a dossier is given all of them
    for path, tree in trees():
        skipped = defined(path, tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.JoinedStr):
                shapes.add(shape(node))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
                whole.add(node.value)
    for page in (ROOT / "api").rglob("*.html"):
        whole.update(IN_TEMPLATE.findall(page.read_text()))
        shapes.update(re.escape(each) + "[^.]+" for each in BUILT_IN_TEMPLATE.findall(page.read_text()))
    return whole, {re.compile(each) for each in shapes if re.search(r"[a-z]{3}", each)}


def shape(text: ast.JoinedStr) -> str:
    """A place holds one word, so that `alert.{state}` does not stand for `alert.button.more`.

    Of two places in a row the second is a part such as ".cure", or nothing.
    """
    parts = (each.value if isinstance(each, ast.Constant) else None for each in text.values)
    found = "".join("[^.]+" if part is None else re.escape(str(part)) for part in parts)
    return found.replace("[^.]+[^.]+", r"[^.]+(?:\.[^.]+)?")


def raised() -> Iterator[str]:
    """Codes of refusals that are named where they are raised, also by `a if … else b`."""
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Refusal") and node.args:
                code = node.args[0]
                for each in (code.body, code.orelse) if isinstance(code, ast.IfExp) else (code,):
                    if isinstance(each, ast.Constant):
                        yield str(each.value)


def test_every_text_is_said_somewhere() -> None:
    whole, shapes = said()
    shapes -= {each for each in shapes if each.pattern.startswith(re.escape(REFUSAL))}
    refusals = {
        code.removeprefix(REFUSAL).removesuffix(OF_ROLE): code for code in TEXTS if code.startswith(REFUSAL)
    }
    codes = refusals | {code: code for code in TEXTS if not code.startswith(REFUSAL)}
    unsaid = codes.keys() - whole

    assert [codes[code] for code in unsaid if not any(each.fullmatch(code) for each in shapes)] == []


def test_every_refusal_has_its_reason_and_cure_in_words() -> None:
    codes = set(raised())

    assert len(codes) > 50
    assert {code for code in codes if REFUSAL + code not in TEXTS} == set()


def test_every_job_of_the_timetable_has_a_name_on_the_operators_page() -> None:
    assert [job.key for job in timetable.TIMETABLE if f"running.job.{job.key}" not in running.WORDS] == []
