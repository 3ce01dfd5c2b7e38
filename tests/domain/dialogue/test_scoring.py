from datetime import datetime

from domain.dialogue.meaning import model
from jobs.lab import scoring

REFERENCE = "2026-11-18T10:00:00"


def test_a_wrong_day_without_a_question_is_counted() -> None:
    right = {
        "lang": "en",
        "text": "tomorrow at 3pm",
        "reference": REFERENCE,
        "date": {"any_of": ["2026-11-19"]},
        "time": "15:00",
    }
    wrong = right | {"text": "today at 3pm"}
    found = scoring.times([right, wrong])["en"]

    assert (found["full_pct"], found["wrong_silent"], found["n"]) == (50.0, 1, 2)


def test_understanding_counts_wrong_actions_and_slots() -> None:
    cases: list[dict[str, object]] = [
        {"text": "取消我的预约", "family": "cancel", "slots": None},
        {"text": "取消我的预约", "family": "book", "slots": {"job": "brake_pads"}},
    ]
    now = datetime.fromisoformat(REFERENCE)
    found = scoring.understanding(cases, model=model.shipped(), now=now)

    assert (found["wrong_action_pct"], found["slot_exact_pct"], found["n"]) == (50.0, 0.0, 2)
