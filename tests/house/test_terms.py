"""What an owner agrees to has a version: a changed text asks again."""

from hashlib import sha256

import pytest

from domain import phrases
from domain.explain.catalogue import LANGUAGES
from domain.kit.classified import ASKED, Purpose
from domain.privacy import mode
from domain.registry import terms


def digest(purpose: Purpose) -> str:
    said = [phrases.speaker(each).say(line) for each in LANGUAGES for line in mode.consent_request(purpose)]
    return sha256("\n".join(said).encode()).hexdigest()


@pytest.mark.parametrize("purpose", ASKED)
def test_a_changed_text_of_a_purpose_has_a_new_version(purpose: Purpose) -> None:
    """Where this fails, give the purpose a new version in domain/registry/terms.py, and then this digest."""
    assert terms.DIGESTS[purpose] == digest(purpose)


def test_every_purpose_that_is_asked_for_has_a_version() -> None:
    assert set(terms.VERSIONS) == set(terms.DIGESTS) == set(ASKED)
