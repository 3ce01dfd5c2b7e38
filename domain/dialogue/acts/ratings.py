"""Feedback on a warning or a visit that its owner takes back in words, while that is what came last."""

import re
from typing import Final

from domain.alerts import service as alerts
from domain.booking import days
from domain.booking import service as booking
from domain.booking.facts import State
from domain.contact.facts import Message, Reply
from domain.core import Unit
from domain.dialogue import script
from domain.dialogue.referent import Referent
from domain.explain.facts import Phrase
from domain.registry.tables import Owner

_TAKES_BACK: Final = re.compile(
    r"(?:撤回|收回|撤销|取消|删掉?|重新)[^,.!?]{0,4}(?:评价|反馈|评分|打分)|(?:评价|反馈|评分|打分)[^,.!?]{0,4}(?:撤回|收回|撤销|取消|删掉?|撤了|作废|不算)|"
    r"\b(?:take|pull|withdraw|undo|delete|remove|cancel)\b.{0,12}\b(?:rating|feedback|verdict)\b|\bmy (?:rating|feedback|verdict) (?:was wrong|back)\b"
)


def answer(unit: Unit, owner: Owner, text: str, about: Referent) -> Reply | None:
    """Delete the feedback on what came last, or say that there is none; None where the text takes none back, or nothing came."""
    if not (about.visit_id or about.alert_id) or not _TAKES_BACK.search(script.plain(text)):
        return None
    deleted = _of_visit(unit, owner, about) if about.visit_id else _of_alert(unit, owner, about.alert_id)
    return Reply(messages=(Message((Phrase("alert.unrated" if deleted else "rating.none"),)),))


def _of_visit(unit: Unit, owner: Owner, about: Referent) -> bool:
    past = booking.visits_of(unit, owner.id, past=True)
    visit = next((each for each in past if each.id == about.visit_id and each.state is State.DONE), None)
    if visit is None:
        return False
    is_judged = visit.course.satisfied is not None
    if is_judged:
        days.judge(unit, owner.id, visit.id, satisfied=None)
    return _of_alert(unit, owner, visit.alert_id) or is_judged


def _of_alert(unit: Unit, owner: Owner, alert_id: int | None) -> bool:
    if alert_id is None or "owner" not in alerts.case_of(unit, owner.id, alert_id).verdicts:
        return False
    alerts.unrate(unit, owner.id, alert_id)
    return True
