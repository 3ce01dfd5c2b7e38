"""The intent model at run time."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from domain.dialogue.facts import Intent
from domain.dialogue.meaning import features
from domain.learning.linear import Linear


class IntentModel(Linear):
    """A linear scorer whose labels are intents."""

    __slots__ = ()

    def score(self, marked: str) -> tuple[tuple[Intent, float], ...]:
        """Each intent with its probability, the likeliest first, for a marked text (see `features.marked`)."""
        chances = self.chances(features.grams(marked))
        return tuple((Intent(self.labels[place]), float(chances[place])) for place in np.argsort(-chances))


@cache
def shipped() -> IntentModel:
    return IntentModel.load(Path(str(files("domain.data") / "intents" / "model.npz")))
