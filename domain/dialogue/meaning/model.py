"""The intent model at run time: pieces of the text by one linear scorer, its sentence vector by another, in sum."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np

from domain.dialogue.facts import Intent
from domain.dialogue.meaning import features, vectors
from domain.dialogue.meaning.features import Marked
from domain.learning import plain
from domain.learning.linear import Floats, Linear, softmax


@dataclass(frozen=True, slots=True)
class Sense:
    """The scorer of sentence vectors; weights: features (`features.sense`) x labels.

    share: what the logits of the pieces, calibrated to stand alone, count for beside it.
    """

    weights: Floats
    bias: Floats
    share: Floats


@dataclass(frozen=True, slots=True)
class IntentModel:
    """sense: None where it was fitted without vectors; then, and where their library is missing, the pieces stand alone."""

    pieces: Linear
    sense: Sense | None = None

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read model.npz, and vectors.npz where it is there."""
        sense = folder / "vectors.npz"
        return cls(Linear.load(folder / "model.npz"), plain.load(Sense, sense) if sense.is_file() else None)

    def save(self, folder: Path) -> None:
        self.pieces.save(folder / "model.npz")
        if self.sense:
            plain.save(self.sense, folder / "vectors.npz")

    def score(self, marked: Marked) -> tuple[tuple[Intent, float], ...]:
        """Each intent with its probability, the likeliest first, for a marked text (see `features.marked`)."""
        chances = softmax(self._logits(marked))
        labels = self.pieces.labels
        return tuple((Intent(labels[place]), float(chances[place])) for place in np.argsort(-chances))

    def likeliest(self, marked: Marked) -> str:
        return self.pieces.labels[int(self._logits(marked).argmax())]

    def _logits(self, marked: Marked) -> Floats:
        logits = self.pieces.logits(features.grams(marked))
        vector = vectors.of(marked.words) if self.sense else None
        if vector is None or self.sense is None:
            return logits
        sense = features.sense(vector, marked.stage) @ self.sense.weights + self.sense.bias
        total: Floats = logits * self.sense.share + sense
        return total


@cache
def shipped() -> IntentModel:
    return IntentModel.load(Path(str(files("domain.data") / "intents")))
