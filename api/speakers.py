"""The API's speakers, which know the words of all slices and its own."""

from typing import Final

from api import words
from api.areas import Request
from domain import phrases
from domain.explain.catalogue import locale_for
from domain.explain.render import Speaker

speaker: Final = phrases.speakers(words.WORDS)


def speaker_for(request: Request) -> Speaker:
    """Return the speaker of a request's Accept-Language."""
    return speaker(locale_for(request.headers.get("accept-language")))
