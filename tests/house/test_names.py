"""Names are nouns and verbs of the field (docs/glossary.md): a participle alone does not say what it names."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from tests.house.test_rules_of_the_house import ROOT, modules

PARTICIPLE = re.compile(
    "_*(asked|barred|brought|chosen|closed|counted|drawn|found|given|gone|heard|held|judged|kept|known|learned|learnt|left"
    "|lost|made|meant|named|noted|opened|passed|picked|queued|raised|said|seen|settled|shown|taken|told|wanted)_*",
    re.IGNORECASE,
)
ALLOWED = {
    "a side": ("domain.health.checks.brake_balance.*.left", "domain.health.prefilter.brakes.*.left"),
    "the branch on the left of trees": ("domain.learning.trees.*.left",),
    "stored in rows, documents and buttons": (
        "domain.alerts.cases.take_telling.told",
        "domain.alerts.tables.Alert.said",
        "domain.alerts.tables.Alert.told",
        "domain.alerts.telling._queue.said",
        "domain.booking.facts.CheckResult.found",
        "domain.booking.tables.WorkshopFinding.found",
        "domain.dialogue.acts.about.Consent.given",
        "domain.dialogue.acts.wishes.Work.given",
        "domain.dialogue.facts.Asked",
        "domain.dialogue.facts.Talk.asked",
        "domain.dialogue.facts.TimeExpression.closed",
        "domain.dialogue.pending._Answer.given",
        "domain.learning.facts.Figures.told",
        "domain.plans.about.OfEnd.given",
        "domain.privacy.about.Answer.given",
        "domain.privacy.mode.switch_purpose.given",
        "domain.registry.answers.note.given",
        "domain.registry.rules.Choice.given",
        "domain.registry.service.consent.given",
        "domain.registry.tables.Consent.given",
        "domain.telemetry.quality.Pulse.held",
        "domain.telemetry.tables.Arrival.kept",
    ),
    "a field of an answer of the API": (
        "api.outlook.Outlook.told",
        "api.own_alerts.OwnAlert.seen",
        "api.recalls.*.known",
        "api.technician.form.Active.seen",
        "api.technician.form.Consumption.told",
        "api.telemetry.Receipt.kept",
        "api.track_record.*.told",
        "api.outcomes.Finding.found",
        "domain.alerts.facts.Record.told",
        "domain.telemetry.intake.Receipt.kept",
        "jobs.lab.replay.Replayed.kept",
        "jobs.conversation.facts.WorkshopInput.found",
    ),
    "whether a gate was passed, and the key of a sentence": (
        "domain.learning.facts.Gate.passed",
        "domain.health.facts.Words.seen",
    ),
    "not yet renamed": ("domain.dialogue.meaning.*", "domain.dialogue.times.pieces.Clock.closed"),
}
PATTERNS = [pattern for patterns in ALLOWED.values() for pattern in patterns]


def name_in(node: ast.AST) -> str:
    """The name that a node gives to a function, class, parameter, field, attribute or variable, or "" if to none."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return name
        case (
            ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store())
        ):
            return name
        case _:
            return ""


def participles(node: ast.AST, place: str) -> Iterator[str]:
    """The qualified names in a tree that are participles."""
    for child in ast.iter_child_nodes(node):
        name = name_in(child)
        if PARTICIPLE.fullmatch(name) and not name.isupper():  # a constant may be a state
            yield f"{place}.{name}"
        opens = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        yield from participles(child, f"{place}.{name}" if opens else place)


def test_no_name_is_a_participle() -> None:
    names = {
        name
        for path in modules()
        for name in participles(
            ast.parse(path.read_text()), ".".join(path.relative_to(ROOT).with_suffix("").parts)
        )
    }

    assert {name for name in names if not any(fnmatchcase(name, each) for each in PATTERNS)} == set()
    assert [each for each in PATTERNS if not any(fnmatchcase(name, each) for name in names)] == []
