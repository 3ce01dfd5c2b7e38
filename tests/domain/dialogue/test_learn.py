import json
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from domain.dialogue.meaning import learn
from domain.dialogue.meaning.model import IntentModel

SHIPPED = Path(str(files("domain.data") / "intents"))
SAID = [
    "帮我约周五下午的保养",
    "cancel my booking please",
    "谢谢",
    "why is my range so low",
    "订个外卖",
    "改到下周",
    "啊",
]


@pytest.fixture(scope="module")
def fitted() -> learn.Fitted:
    sample = learn.read(SHIPPED)
    return learn.fit(sample.texts[::8], sample.intents[::8])


def test_the_plain_scorer_gives_scikit_learns_probabilities(fitted: learn.Fitted) -> None:
    marked = [learn.mark(text) for text in SAID]
    theirs = fitted.pipeline.predict_proba(marked)
    names = list(fitted.pipeline[-1].classes_)

    for text, chances in zip(marked, theirs, strict=True):
        ours = dict(fitted.model.score(text))
        np.testing.assert_allclose([ours[name] for name in names], chances, atol=1e-4)


def test_a_saved_model_scores_as_before(fitted: learn.Fitted, tmp_path: Path) -> None:
    fitted.model.save(tmp_path / "model.npz")
    again = IntentModel.load(tmp_path / "model.npz")

    assert again.score(learn.mark(SAID[0])) == fitted.model.score(learn.mark(SAID[0]))


def test_the_shipped_model_was_fitted_on_the_shipped_utterances() -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text("utf-8"))

    assert manifest["data_sha256"] == learn.digest(SHIPPED)
    assert manifest["terms"] == len(IntentModel.load(SHIPPED / "model.npz").terms)


def test_the_model_is_small_enough_to_ship() -> None:
    assert (SHIPPED / "model.npz").stat().st_size < 2_000_000
