"""The version of the whole product, in one place: pyproject.toml, the API and `beforehand --version` read it here."""

from typing import Final

VERSION: Final = "0.2.0"
