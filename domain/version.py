"""The version of the whole product, in one place: pyproject.toml, the API and `beforehand --version` read it here."""

VERSION = "0.2.0"
