"""Why nothing can be learned, or nothing learned can be used."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "refusal.learning_rows": P_(
        "Only {n} unit has one of the two outcomes; learning needs {needed} with it and {needed} without. "
        "Collect more, or simulate more.",
        "Only {n} units have one of the two outcomes; learning needs {needed} with it and {needed} without. "
        "Collect more, or simulate more.",
    ),
}
