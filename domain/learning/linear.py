"""A linear classifier of texts by plain coefficients, evaluated with numpy alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


@dataclass(frozen=True, slots=True)
class Linear:
    """Sublinear TF-IDF with unit length, then a softmax; `weights` is terms x labels."""

    labels: tuple[str, ...]
    terms: dict[str, int]
    idf: Floats
    weights: Floats
    bias: Floats

    @classmethod
    def load(cls, path: Path) -> Self:
        with np.load(path, allow_pickle=False) as arrays:
            terms = bytes(arrays["terms"]).decode().split("\n")
            return cls(
                labels=tuple(bytes(arrays["intents"]).decode().split("\n")),
                terms={term: row for row, term in enumerate(terms)},
                idf=arrays["idf"],
                weights=arrays["weights"],
                bias=arrays["bias"],
            )

    def save(self, path: Path) -> None:
        """Write the arrays; the labels stand under the name that they had first."""
        np.savez_compressed(
            path,
            terms=np.frombuffer("\n".join(self.terms).encode(), dtype=np.uint8),
            intents=np.frombuffer("\n".join(self.labels).encode(), dtype=np.uint8),
            idf=self.idf,
            weights=self.weights,
            bias=self.bias,
        )

    def chances(self, grams: Iterable[str]) -> Floats:
        """The probability of each label, in their order, for the pieces of a text."""
        return softmax(self.logits(grams))

    def logits(self, grams: Iterable[str]) -> Floats:
        """The score of each label before the softmax."""
        counts = Counter(row for gram in grams if (row := self.terms.get(gram)) is not None)
        rows = np.fromiter(counts.keys(), dtype=np.int64, count=len(counts))
        frequencies = np.fromiter(counts.values(), dtype=np.float32, count=len(counts))
        values = (1 + np.log(frequencies)) * self.idf[rows]
        length = float(np.linalg.norm(values))
        logits: Floats = (values / length if length else values) @ self.weights[rows] + self.bias
        return logits


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
    chances: Floats = odds / odds.sum(axis=-1, keepdims=True)
    return chances
