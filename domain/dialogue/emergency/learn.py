"""Fits the recogniser of emergencies on lines of both languages, and on all utterances of the intent model as none."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from domain.dialogue.emergency import marks, recognition
from domain.dialogue.meaning import learn
from domain.learning.linear import Linear

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

VERSION = 1
STRENGTH = 30.0  # inverse of the penalty; chosen by cross-validation over 5..30
MIN_LINES = 2  # a piece seen in one line alone teaches nothing general
NONE_WEIGHT = 1.8  # of a line that is none against its class's even share; chosen as STRENGTH was, with writers left out
EVERYDAY_WEIGHT = 0.5  # of an everyday line against a near miss, of which there are fewer; chosen so too


class Line(msgspec.Struct):
    """kind: one of `recognition.Kind`, "none" where it is not said, or "" of a line that could well be either."""

    text: str
    kind: str = recognition.NONE


def read(folder: Path) -> dict[str, str]:
    """The lines of a folder that are clearly one or none, as the recogniser sees them, with their kinds."""
    return {marks.plain(row.text): row.kind for row in learn.lines(folder, Line) if row.kind}


def train(folder: Path, *, beside: Path) -> None:
    """Write model.npz and manifest.json beside the lines in `folder`; beside: the folder of everyday utterances."""
    lines = read(folder)
    every = lines | {text: kind for text, kind in read(beside).items() if text not in lines}
    texts, labels = list(every), list(every.values())
    Linear(*learn.plain(_pipeline().fit(texts, labels, **_weights(labels, of=len(lines))))).save(
        folder / "model.npz"
    )
    manifest = {
        "version": VERSION,
        "data_sha256": learn.digest(folder),
        "counts": dict(sorted(Counter(lines.values()).items())),
        "everyday": len(every) - len(lines),
        "metrics": _metrics(texts, labels, of=len(lines)),
        "metrics_of": f"{learn.FOLDS}-fold cross-validation on the lines, without the everyday utterances",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", "utf-8")


def _metrics(texts: list[str], labels: list[str], *, of: int) -> dict[str, float]:
    from sklearn.model_selection import StratifiedKFold, cross_val_predict

    folds = StratifiedKFold(n_splits=learn.FOLDS, shuffle=True, random_state=learn.SEED)
    chances = cross_val_predict(
        _pipeline(), texts, labels, cv=folds, method="predict_proba", params=_weights(labels, of=of)
    )
    place = sorted(set(labels)).index(recognition.NONE)
    danger, is_one = 1 - chances[:of, place], np.array([each != recognition.NONE for each in labels[:of]])
    shares = {
        "emergencies_answered": danger[is_one] >= recognition.SURE,
        "emergencies_answered_or_asked": danger[is_one] >= recognition.ASK,
        "others_answered": danger[~is_one] >= recognition.SURE,
        "others_answered_or_asked": danger[~is_one] >= recognition.ASK,
    }
    return {name: round(float(np.mean(share)), 4) for name, share in shares.items()}


def _pipeline() -> "Pipeline":
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    return make_pipeline(
        TfidfVectorizer(analyzer=marks.grams, sublinear_tf=True, min_df=MIN_LINES, dtype=np.float32),
        LogisticRegression(C=STRENGTH, max_iter=600, random_state=learn.SEED),
    )


def _weights(labels: list[str], *, of: int) -> dict[str, list[float]]:
    """What fitting takes beside the lines: every kind weighs the same in sum, and none NONE_WEIGHT times as much.

    of: so many are our own lines, whose near misses weigh more than the everyday ones behind them.
    """
    each = [1.0 if place < of else EVERYDAY_WEIGHT for place in range(len(labels))]
    sums: dict[str, float] = dict.fromkeys(labels, 0.0)
    for label, weight in zip(labels, each, strict=True):
        sums[label] += weight
    even = {label: len(labels) / (len(sums) * weight) for label, weight in sums.items()}
    even[recognition.NONE] *= NONE_WEIGHT
    rows = [even[label] * weight for label, weight in zip(labels, each, strict=True)]
    return {"logisticregression__sample_weight": rows}
