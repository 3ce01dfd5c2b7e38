"""The intent model at run time: a linear scorer over plain coefficients, numpy alone."""

from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from domain.dialogue import features
from domain.dialogue.facts import Intent

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class IntentModel:
    """Sublinear TF-IDF with unit length, then a softmax; `weights` is terms x intents."""

    intents: tuple[Intent, ...]
    terms: dict[str, int]
    idf: Floats
    weights: Floats
    bias: Floats

    @classmethod
    def load(cls, path: Path) -> Self:
        with np.load(path, allow_pickle=False) as arrays:
            terms = bytes(arrays["terms"]).decode().split("\n")
            return cls(
                intents=tuple(Intent(name) for name in bytes(arrays["intents"]).decode().split("\n")),
                terms={term: row for row, term in enumerate(terms)},
                idf=arrays["idf"],
                weights=arrays["weights"],
                bias=arrays["bias"],
            )

    def save(self, path: Path) -> None:
        np.savez_compressed(
            path,
            terms=np.frombuffer("\n".join(self.terms).encode(), dtype=np.uint8),
            intents=np.frombuffer("\n".join(self.intents).encode(), dtype=np.uint8),
            idf=self.idf,
            weights=self.weights,
            bias=self.bias,
        )

    def score(self, marked: str) -> tuple[tuple[Intent, float], ...]:
        """Each intent with its probability, the likeliest first, for a marked text (see `features.marked`)."""
        counts = Counter(row for gram in features.grams(marked) if (row := self.terms.get(gram)) is not None)
        rows = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        seen = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(seen)) * self.idf[rows]
        length = float(np.linalg.norm(values))
        logits = (values / length if length else values) @ self.weights[rows] + self.bias
        odds = np.exp(logits - logits.max())
        chances = odds / odds.sum()
        order = np.argsort(-chances)
        return tuple((self.intents[place], float(chances[place])) for place in order)


@cache
def shipped() -> IntentModel:
    return IntentModel.load(Path(str(files("domain.data") / "intents" / "model.npz")))
