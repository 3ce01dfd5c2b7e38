"""Which text of each purpose is in use. Who agreed to another one is asked again, and the purpose rests until then."""

from collections.abc import Mapping
from typing import Final

from domain.kit.classified import Purpose

VERSIONS: Final[Mapping[Purpose, str]] = {
    Purpose.CARE: "2026-11-26.2",
    Purpose.DRIVING: "2026-12-01.1",
    Purpose.IMPROVE: "2026-11-26.2",
}

DIGESTS: Final[Mapping[Purpose, str]] = {
    Purpose.CARE: "d9ec62a6f2bbb94ac2c076cc30fed71f802ea48af24cd60d063007842047f2b5",
    Purpose.DRIVING: "e57db3bc56c0e967218a7a0d1f046432a9149e53f8dbbec8b78f513e281a4a85",
    Purpose.IMPROVE: "af8059b6db8442f00308e6de984d7ccb895c1557627fb4f892cc860f155ff33f",
}
"""SHA-256 of what is shown in all languages: a test compares. With the text, change its version and this."""

CHANGED: Final = "terms"  # channel of the row that rests a purpose whose text has changed; nobody said no


def is_current(purpose: Purpose, version: str) -> bool:
    """Whether an answer is to the text in use. What is not asked for any more stays as it was answered."""
    return VERSIONS.get(purpose, version) == version
