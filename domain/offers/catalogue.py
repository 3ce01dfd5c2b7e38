"""What an operator offers, read from a file in TOML that they name (docs/offers.md); without one nothing is offered."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final

import msgspec

from domain.booking.jobs import JOBS
from domain.errors import Refusal
from domain.explain.catalogue import LANGUAGES
from domain.explain.facts import Money, Names
from domain.offers.facts import SIGNS, Condition, Kind, Offer, Use
from domain.offers.rules import PAUSE

_CONDITION: Final = re.compile(rf"({'|'.join(sorted(SIGNS, key=len, reverse=True))}) ?(\d+(?:\.\d+)?)")
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


_Title = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=600)]


class _Price(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    amount: Annotated[float, msgspec.Meta(ge=0)]
    currency: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")]


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind
    title: dict[str, _Title]
    text: dict[str, _Text]
    days: Annotated[int, msgspec.Meta(ge=1, le=PAUSE.days)]  # so that one is over before the next
    fits: Annotated[dict[str, str], msgspec.Meta(min_length=1)]
    never: dict[str, str] = {}
    price: _Price | None = None
    job: str | None = None


@cache
def load(file: Path | None) -> tuple[Offer, ...]:
    """Return the offers of a file, read once in a process, in its order. Raises Refusal offers_wrong where it cannot be used."""
    if file is None:
        return ()
    try:
        return read(file.read_text("utf-8"))
    except OSError as error:
        raise _wrong(f"{file}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _wrong(f"{file} is no text in UTF-8") from error


def read(text: str) -> tuple[Offer, ...]:
    """Return the offers that a text in TOML describes. Raises Refusal offers_wrong: a file with a wrong offer is refused whole."""
    try:
        entries = msgspec.toml.decode(text, type=dict[str, _Entry])
    except (msgspec.MsgspecError, ValueError) as error:
        raise _wrong(str(error)) from error
    return tuple(_offer(code, each) for code, each in entries.items())


def _offer(code: str, entry: _Entry) -> Offer:
    if not _CODE.fullmatch(code):
        raise _wrong(f"{code} is no code such as tyres_for_motorways")
    if any(texts.keys() != set(LANGUAGES) for texts in (entry.title, entry.text)):
        raise _wrong(f"{code}: title and text are each for {' and '.join(LANGUAGES)}")
    if entry.job is not None and entry.job not in JOBS:
        raise _wrong(f"{code}: {entry.job} is none of the jobs {', '.join(JOBS)}")
    return Offer(
        code=code,
        kind=entry.kind,
        title=Names(entry.title),
        text=Names(entry.text),
        days=entry.days,
        fits=_conditions(code, entry.fits),
        never=_conditions(code, entry.never),
        price=Money(entry.price.amount, entry.price.currency) if entry.price else None,
        job=entry.job,
    )


def _conditions(code: str, texts: Mapping[str, str]) -> tuple[Condition, ...]:
    return tuple(_condition(code, figure, text) for figure, text in texts.items())


def _condition(code: str, figure: str, text: str) -> Condition:
    if figure not in Use.__dataclass_fields__:
        raise _wrong(f"{code}: {figure} is none of {', '.join(Use.__dataclass_fields__)}")
    match = _CONDITION.fullmatch(text.strip())
    if match is None:
        raise _wrong(f'{code}: {figure} = "{text}" is no limit such as "> 60"')
    return Condition(figure, match[1], float(match[2]))


def _wrong(reason: str) -> Refusal:
    """The refusal of a file that cannot be used. reason: in English, as of all files of settings."""
    return Refusal("offers_wrong", reason=" ".join(reason.split())[:600])
