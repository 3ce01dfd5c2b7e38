"""Fault codes that the car itself reports as active, by system; no cause is ever guessed from a number."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from domain.explain.facts import N_, Chart, Moment, Names, Phrase
from domain.health.facts import Cost, Finding, Kind, Level, Limit, Traits, View, Words
from domain.telemetry import paths
from domain.upkeep.facts import CodeRule, Verdict

CODE = "fault_codes"
SIGNALS: tuple[str, ...] = paths.DTC_PLACES[:1]  # every list, be it empty, fills all places
PARTS: tuple[str, ...] = ("codes",)
EVERY = timedelta(hours=1)
LIMITS: Mapping[str, Limit] = {
    "active": Limit(1, "active code", "the car's own report; two looks in a row must agree, own choice")
}
WORDS = Words(
    name=N_("Fault codes"),
    title=N_("Your car reports a fault: {codes}"),
    seen=N_("Last reported on {at:when}."),
    matters=N_(
        "The car's self-test found something outside its limits. What is behind a code only a diagnosis tells; I do not guess."
    ),
    action=N_("{advice}"),
    sure=N_("{groups}. Daily reports in a row: {reports:n0}."),
    forms={"critical": N_("Your car reports a critical fault: {codes}")},
)
JOB: str | None = "inspection"
COST: Cost | None = None
CANNOT_SEE = N_(
    "I only see the codes that the car sends, at most 64 at a time, and not what stands behind a maker's own code."
)
TRAITS = Traits(slow=True)
INHIBITED_BY: tuple[str, ...] = ()
LOOK_ALIKES: tuple[str, ...] = ("passing_code", "missing_data", "healthy")

FRESH = timedelta(days=7)
_SYSTEMS: Final = {"P": "powertrain", "C": "chassis", "B": "body", "U": "network"}  # SAE J2012
RISK = {Level.BLUE: 0.5, Level.YELLOW: 0.75}  # own choice: a report says nothing of how likely a breakdown is
_HORIZON = {Level.BLUE: timedelta(days=30), Level.YELLOW: timedelta(days=7)}


def check(view: View) -> Finding | None:
    """Return a finding on the active codes; None where the car has not reported its codes lately."""
    reports = view.features.codes
    if not reports or view.now - reports[-1].at > FRESH:
        return None
    active = _minded(reports[-1].active, view.code_rules)
    critical = [code for code in active if _verdict(code, view.code_rules) is Verdict.CRITICAL]
    level = Level.YELLOW if critical else Level.BLUE
    return Finding(
        check=CODE,
        strength=float(len(active)),
        level=level,
        risk=RISK[level],
        horizon=_HORIZON[level],
        severity=1 if critical else 0,
        kinds=frozenset({Kind.REPORT}),
        params={
            "codes": tuple(_code_name(code, view.code_rules) for code in active),
            "groups": _groups(active, view.code_rules),
            "at": Moment(reports[-1].at, view.zone),
            "reports": _running(view, active),
            "advice": Phrase("codes.critical" if critical else "codes.soon"),
        },
        form="critical" if critical else "",
    )


def codes_of(finding: Finding) -> frozenset[str]:
    """Return the fault codes that a finding names."""
    phrases = finding.params["codes"]
    assert isinstance(phrases, tuple)
    return frozenset(str(each.params["code"]) for each in phrases)


def _rule(code: str, rules: Mapping[str, CodeRule]) -> CodeRule | None:
    """Return the operator's rule for a code, or for the code without its failure type (the part after "-")."""
    return rules.get(code) or rules.get(code.partition("-")[0])


def _verdict(code: str, rules: Mapping[str, CodeRule]) -> Verdict:
    rule = _rule(code, rules)
    return Verdict.WATCH if rule is None else rule.verdict


def _minded(active: Sequence[str], rules: Mapping[str, CodeRule]) -> list[str]:
    return [code for code in active if _verdict(code, rules) is not Verdict.IGNORE]


def _code_name(code: str, rules: Mapping[str, CodeRule]) -> Phrase:
    rule = _rule(code, rules)
    if rule is not None and rule.names:
        return Phrase("codes.named", {"name": Names(rule.names), "code": code})
    return Phrase("codes.plain", {"code": code})


def _groups(active: Sequence[str], rules: Mapping[str, CodeRule]) -> tuple[Phrase, ...]:
    groups = []
    for letter, system in _SYSTEMS.items():
        codes = tuple(_with_origin(code, rules) for code in active if code[0] == letter)
        if codes:
            groups.append(Phrase(f"codes.system.{system}", {"codes": codes}))
    return tuple(groups)


def _with_origin(code: str, rules: Mapping[str, CodeRule]) -> Phrase:
    origin = "maker" if of_maker(code) else "standard"
    return Phrase(f"codes.origin.{origin}", {"code": _code_name(code, rules)})


def of_maker(code: str) -> bool:
    """Whether a code is the maker's own by SAE J2012: second digit 1, or 2 outside P, or P3000 to P33FF."""
    if code[0] == "P":
        return code[1] == "1" or (code[1] == "3" and code[2] in "0123")
    return code[1] in "12"


def _running(view: View, active: Sequence[str]) -> int:
    """Count the newest daily reports in which all of them were active."""
    count = 0
    for report in reversed(view.features.codes):
        if not set(active) <= set(report.active):
            break
        count += 1
    return count


def chart(_view: View) -> Chart | None:
    """Return None: there is nothing to draw."""
    return None
