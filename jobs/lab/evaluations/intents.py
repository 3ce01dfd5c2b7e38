"""`beforehand evaluate intents`: the recipe of the intent model on public sentences, fitted on one half and judged on another."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np

from domain.dialogue.meaning import learn
from domain.errors import Refusal
from jobs.lab.evaluations import lines
from jobs.lab.evaluations.facts import SEED, Outcome
from jobs.lab.evaluations.lines import Line

_FIT, _JUDGE = 500, 300  # sentences of a class at most
_SGD: Final = {
    **{each: each for each in ("book", "ask_availability", "affirm", "negate", "thank", "ask_alternative")},
    "check_bookings": "check_status",
}
_CLINC: Final = {
    "cancel_reservation": "cancel",
    "confirm_reservation": "check_status",
    "schedule_maintenance": "book",
    "yes": "affirm",
    "no": "negate",
    "thank_you": "thank",
    "goodbye": "goodbye",
    "greeting": "greet",
    **dict.fromkeys(
        (
            "last_maintenance",
            "oil_change_when",
            "oil_change_how",
            "tire_pressure",
            "jump_start",
            "gas",
            "mpg",
        ),
        "car_question",
    ),
    **dict.fromkeys(("oos", "weather", "tell_joke", "restaurant_reservation"), "oos"),
    "change_language": "change_language",
    "what_can_i_ask_you": "help",
    "repeat": "repeat",
}
_FILES: Final = ("sgd_booking_en.jsonl", "clinc150_subset_en.jsonl", "nlupp_hotels_en.jsonl")
Pair = tuple[str, str]


def evaluate(train: Path | None, test: Path | None, *, progress: bool = False) -> Outcome:
    """Fit on the folder `train`; judge on `test`, or without it on the fifth of `train` that is left out."""
    from sklearn.metrics import accuracy_score, f1_score

    del progress
    if train is None:
        raise Refusal("data_missing", folder="", file=f"intents/{_FILES[0]}")
    fitting, judging = _halves(train, test)
    model = learn.fit([learn.mark(text) for text, _ in fitting], [label for _, label in fitting]).model
    begun = perf_counter()
    answers = [model.likeliest(learn.mark(text)) for text, _ in judging]
    seconds, labels = perf_counter() - begun, [label for _, label in judging]
    return Outcome(
        metrics={
            "macro_f1": round(float(f1_score(labels, answers, average="macro")), 4),
            "accuracy": round(float(accuracy_score(labels, answers)), 4),
            "ms": round(1000 * seconds / len(judging), 2),
        },
        n={"fitted": len(fitting), "judged": len(judging), "classes": len({*labels})},
        exercises="dialogue.meaning.learn: the features and the recipe of the shipped intent model",
        beyond="our own sentences, the state of the talk and the exact patterns; English only",
        split="by sentence; a sentence that was fitted is not judged",
        model={
            "name": "pieces of words and sentence vectors, logistic regression",
            "version": str(learn.VERSION),
        },
    )


def _halves(train: Path, test: Path | None) -> tuple[list[Pair], list[Pair]]:
    pairs = _sample(_pairs(train), _FIT if test else _FIT + _FIT // 4)
    if test:
        fitted = {text for text, _ in pairs}
        return pairs, [pair for pair in _sample(_pairs(test), _JUDGE) if pair[0] not in fitted]
    return [pair for place, pair in enumerate(pairs) if place % 5], pairs[::5]


def _sample(pairs: Iterator[Pair], most: int) -> list[Pair]:
    """At most so many sentences of each class, drawn by a fixed seed, in an order that mixes the classes."""
    by_class: dict[str, list[Pair]] = defaultdict(list)
    for pair in dict.fromkeys(pairs):
        by_class[pair[1]].append(pair)
    rng = np.random.default_rng(SEED)
    sample = [
        each[place] for _, each in sorted(by_class.items()) for place in rng.permutation(len(each))[:most]
    ]
    return [sample[place] for place in rng.permutation(len(sample))]


def _pairs(folder: Path) -> Iterator[Pair]:
    """Each usable sentence with its class. Raises Refusal data_missing where a file is not there."""
    for name in _FILES:
        place = next((each for each in (folder / name, folder / "intents" / name) if each.is_file()), None)
        if place is None:
            raise Refusal("data_missing", folder=folder.name, file=f"intents/{name}")
        for line in lines.read(place):
            label = _label(name, line)
            if label:
                yield str(line["text"]), label


def _label(name: str, line: Line) -> str | None:
    if name.startswith("clinc"):
        return _CLINC.get(line["intent"])
    if name.startswith("nlupp"):
        changes = "change" in line["intents"]
        cancels = "cancel_close_leave_freeze" in line["intents"]
        return "reschedule" if changes else "cancel" if cancels else None
    if line["label"] == "inform":
        acts = str(line["acts"]).lower()
        return "inform" if "date" in acts or "time" in acts else None
    return _SGD.get(line["label"])
