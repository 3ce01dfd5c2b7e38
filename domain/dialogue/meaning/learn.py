"""Fits the intent model on our own utterances: the one place here that imports scikit-learn."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import numpy as np

from domain.dialogue.facts import Intent
from domain.dialogue.meaning import features, vectors
from domain.dialogue.meaning.features import Marked, Stage
from domain.dialogue.meaning.model import IntentModel, Sense
from domain.dialogue.times import when
from domain.errors import Refusal
from domain.learning.linear import Floats, Linear, softmax

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import Pipeline

VERSION = 3
SEED = 20261118
STRENGTH = 12.0  # inverse of the penalty; chosen by the cross-validated log loss over 2..100
SENSE_STRENGTH = 1.0  # the same of the scorer of sentence vectors, with writers left out, over 1..10
MIN_LINES = 4  # a piece seen in fewer lines teaches nothing general
LIGHTEST = (
    0.15  # of the pieces are left out of the file: own choice, it shrinks by a seventh and the figures stay
)
FOLDS = 5
_NEVER = (
    -1e3
)  # the score of an intent that a fold has no line of, for which scikit-learn gives the least number there is
# Where a talk stands in the files of utterances, as the model sees it. What was pushed last is no part of the talk yet.
STAGES = {
    "": Stage.IDLE,
    "booked": Stage.BOOKED,
    "reminder": Stage.BOOKED,
    "post_visit": Stage.BOOKED,
    "pushed_alert": Stage.WARNED,
    "asked_time": Stage.WHEN,
    "asked_centre": Stage.SITE,
    "asked_which_car": Stage.OPEN,
    "offered_slots": Stage.SLOT,
    "asked_confirm": Stage.SUMMARY,
    "asked_cancel": Stage.CANCELLING,
}
# What is written with a visit booked and means the same without one, but for these.
_OF_A_VISIT = frozenset(
    {Intent.RESCHEDULE, Intent.CANCEL, Intent.CHECK_STATUS, Intent.INFORM, Intent.AFFIRM, Intent.NEGATE}
)
# Weekdays in the utterances are read as of a fixed Wednesday: the marks do not depend on it.
READ_AT = datetime(2026, 11, 18, 10)  # noqa: DTZ001 - local at no centre in particular


T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The scikit-learn estimators and the plain coefficients made of them; sense: None without the library of vectors."""

    pieces: "Pipeline"
    sense: "LogisticRegression | None"
    model: IntentModel
    metrics: dict[str, float]


def files(folder: Path) -> list[Path]:
    """The files of sentences: LANGUAGE.jsonl, and LANGUAGE.WRITER.jsonl of each further writer.

    Where there is none, the one that is missing: who reads it says so.
    """
    return sorted(folder.glob("*.jsonl"), reverse=True) or [folder / "zh.jsonl"]


def digest(folder: Path) -> str:
    """The fingerprint of the utterances, which the manifest carries."""
    return hashlib.sha256(b"".join(file.read_bytes() for file in files(folder))).hexdigest()


class Utterance(msgspec.Struct):
    """What an owner wrote; state: where the talk stood, one of STAGES, "" where nothing was open."""

    text: str
    intent: Intent
    state: str = ""

    def __post_init__(self) -> None:
        if self.state not in STAGES:
            raise ValueError(
                f"there is no state {self.state!r}; states are {', '.join(filter(None, STAGES))}"
            )


@dataclass(frozen=True, slots=True)
class Sample:
    """The utterances as the model sees them, with their intents and who wrote each."""

    texts: list[Marked]
    intents: list[str]
    writers: list[str]


def read(folder: Path) -> Sample:
    """Read the utterances of a folder, each in every stage in which it means the same. Raises Refusal line_unreadable."""
    rows = [
        (each, stage, _writer(file))
        for file in files(folder)
        for each in lines_of(file, Utterance)
        for stage in _stages(each)
    ]
    return Sample(
        [mark(each.text, stage) for each, stage, _ in rows],
        [each.intent.value for each, _, _ in rows],
        [writer for _, _, writer in rows],
    )


def _stages(utterance: Utterance) -> list[Stage]:
    stage = STAGES[utterance.state]
    alone = stage is Stage.BOOKED and utterance.intent not in _OF_A_VISIT
    return [stage, Stage.IDLE] if alone else [stage]


def _writer(file: Path) -> str:
    """“zh.a.jsonl” and “en.a.jsonl” are of one writer, “zh.jsonl” and “en.jsonl” of the first."""
    return file.name.split(".")[-2] if file.name.count(".") > 1 else ""


def lines(folder: Path, form: type[T]) -> Iterator[T]:
    """The sentences of a folder. Raises Refusal line_unreadable with the place of one that has another form."""
    for file in files(folder):
        yield from lines_of(file, form)


def lines_of(file: Path, form: type[T]) -> Iterator[T]:
    """The sentences of a file. Raises Refusal line_unreadable."""
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        try:
            yield msgspec.json.decode(line, type=form)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise Refusal(
                "line_unreadable", status=422, file=file.name, line=number, reason=str(error)
            ) from error


def mark(text: str, stage: Stage = Stage.IDLE) -> Marked:
    return features.marked(text, when.find(text, now=READ_AT), stage)


def fit(texts: Sequence[Marked], labels: Sequence[str], writers: Sequence[str] | None = None) -> Fitted:
    """Fit both scorers; their chances are calibrated by temperatures found by cross-validation.

    writers: who wrote each text; then each fold leaves some writers out, else they are drawn at random.
    """
    from sklearn.model_selection import GroupKFold, StratifiedKFold, cross_val_predict

    folds = GroupKFold(FOLDS) if writers else StratifiedKFold(FOLDS, shuffle=True, random_state=SEED)
    names = sorted(set(labels))

    def logits(scorer: Any, rows: Any) -> Any:
        scores = cross_val_predict(scorer, rows, labels, cv=folds, groups=writers, method="decision_function")
        return np.maximum(scores, _NEVER)

    total = logits(_pieces(), texts)
    alone = _temperature(total, labels, names)
    pieces = _scaled(_pieces().fit(texts, labels), alone)
    rows, line, sense, both = _sense_rows(texts), None, None, alone
    if rows is not None:
        total = total + logits(_sense(), rows)
        both = _temperature(total, labels, names)
        line = _scaled(_sense().fit(rows, labels), both)
        weights, bias = line.coef_.T.astype(np.float32), line.intercept_.astype(np.float32)
        sense = Sense(weights, bias, np.array(alone / both, np.float32))
    metrics = _metrics(total / both, labels, names) | {"temperature": round(both, 2)}
    return Fitted(pieces, line, IntentModel(Linear(*plain(pieces)), sense), metrics)


def _metrics(logits: Any, labels: Sequence[str], names: list[str]) -> dict[str, float]:
    from sklearn.metrics import accuracy_score, f1_score, log_loss

    chances = softmax(logits)
    answers = [names[place] for place in chances.argmax(axis=1)]
    metrics = {
        "accuracy": accuracy_score(labels, answers),
        "macro_f1": f1_score(labels, answers, average="macro"),
        "log_loss": log_loss(labels, chances, labels=names),
    }
    return {key: round(float(value), 4) for key, value in metrics.items()}


def _temperature(logits: Any, labels: Sequence[str], names: list[str]) -> float:
    """What the logits are divided by to have the least log loss."""
    from sklearn.metrics import log_loss

    return float(
        min(
            np.arange(0.4, 3.01, 0.05),
            key=lambda value: log_loss(labels, softmax(logits / value), labels=names),
        )
    )


def _scaled(scorer: Any, temperature: float) -> Any:
    line = scorer[-1] if hasattr(scorer, "steps") else scorer
    line.coef_ /= temperature
    line.intercept_ /= temperature
    return scorer


def train(folder: Path) -> None:
    """Write model.npz and manifest.json beside the utterances in `folder`."""
    sample = read(folder)
    alone = len({*sample.writers}) == 1
    fitted = fit(sample.texts, sample.intents, None if alone else sample.writers)
    model = replace(fitted.model, pieces=lighter(fitted.model.pieces))
    model.save(folder)
    manifest = {
        "version": VERSION,
        "data_sha256": digest(folder),
        "counts": dict(sorted(Counter(sample.intents).items())),
        "writers": dict(sorted(Counter(sample.writers).items())),
        "terms": len(model.pieces.terms),
        "seed": SEED,
        "metrics": fitted.metrics,
        "metrics_of": "cross-validation on the same utterances"
        if alone
        else "utterances of a writer whose other ones were not learnt from",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


def lighter(line: Linear) -> Linear:
    """Return the scorer without the LIGHTEST share of its pieces, by the most that one can add to the score of any label."""
    weight = np.abs(line.weights).max(axis=1) * line.idf
    heavy = weight >= np.quantile(weight, LIGHTEST)
    terms = [term for term, row in line.terms.items() if heavy[row]]
    return Linear(
        line.labels,
        {term: row for row, term in enumerate(terms)},
        line.idf[heavy],
        line.weights[heavy],
        line.bias,
    )


def _pieces() -> "Pipeline":
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    return make_pipeline(
        TfidfVectorizer(analyzer=features.grams, sublinear_tf=True, min_df=MIN_LINES, dtype=np.float32),
        LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000, random_state=SEED),
    )


def _sense() -> "LogisticRegression":
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=SENSE_STRENGTH, class_weight="balanced", max_iter=1000, random_state=SEED)


def _sense_rows(texts: Sequence[Marked]) -> Floats | None:
    rows = vectors.encode([text.words for text in texts])
    if rows is None:
        return None
    return np.array([features.sense(row, text.stage) for row, text in zip(rows, texts, strict=True)])


def plain(pipeline: "Pipeline") -> tuple[tuple[str, ...], dict[str, int], Floats, Floats, Floats]:
    """The fields of a `Linear` that scores as the pipeline does."""
    words, line = pipeline[0], pipeline[-1]
    return (
        tuple(str(name) for name in line.classes_),
        {str(term): row for row, term in enumerate(words.get_feature_names_out())},
        words.idf_.astype(np.float32),
        line.coef_.T.astype(np.float32),
        line.intercept_.astype(np.float32),
    )
