"""A car's past on its way in: what was read of it, what became of each row, and what is told of that."""

from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from domain.errors import Refusal
from domain.feeds.facts import Key, Why
from domain.feeds.files import reading
from domain.feeds.files.reading import FileRows
from domain.feeds.files.samples import Samples
from domain.registry import delimited
from domain.telemetry.history import Outcome

_MOST_WRONG: Final = 0.01  # of a file's characters
_LONGEST_NAME = 200  # characters shown


@dataclass(slots=True)
class Tally:
    """What became of files. rows_refused: by reason how many, with the first line of each."""

    other_files: list[str] = field(default_factory=list)  # of no kind that is known
    rows: int = 0
    rows_refused: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, str] = field(default_factory=dict)
    passed_over: Counter[tuple[str, Why]] = field(default_factory=Counter)
    days: int = 0
    days_before: int = 0
    days_left: int = 0
    values: int = 0
    repeated: int = 0
    refused: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def take_day(self, outcome: Outcome) -> None:
        receipt = outcome.receipt
        self.days, self.days_left = self.days + 1, self.days_left + outcome.is_left
        self.values, self.repeated = self.values + receipt.kept, self.repeated + receipt.repeated
        self.refused += receipt.refused_total
        self.reasons += Counter(f"{each.signal or 'record'}: {each.code}" for each in receipt.refused)
        self.reasons += Counter(
            {f"{path}: {each.why}": each.count for path, each in receipt.unwanted.items()}
        )


@dataclass(slots=True)
class Past:
    """The files of one run, read. mark: a hash of all that decides what is taken in."""

    kinds: list[str] = field(default_factory=list)
    columns: dict[str, Key | None] = field(default_factory=dict)
    samples: Samples = field(default_factory=Samples)
    tally: Tally = field(default_factory=Tally)
    mark: str = ""


def printable(name: str) -> str:
    """Return a name of a file or a column as it can be shown: whole characters, and not too many."""
    plain = name.encode("utf-8", errors="replace").decode()
    return "".join(each if each.isprintable() else "?" for each in plain[:_LONGEST_NAME])


def gather(past: Past, source: FileRows, name: str) -> None:
    """Take the rows of one file in, and count those that cannot be used."""
    if source.title not in past.kinds:
        past.kinds.append(source.title)
    past.columns |= {printable(name): key for name, key in source.columns.items()}
    tally = past.tally
    for row in source.rows:
        tally.rows += 1
        tally.passed_over.update((printable(name), why) for name, why in row.passed_over.items())
        if row.why or row.at is None:
            tally.rows_refused[row.why] += 1
            tally.first_lines.setdefault(row.why, f"{name}, line {row.line}")
        elif row.signals:
            past.samples.add(row.at, row.signals)


def text(raw: bytes) -> str:
    """Decode a file; a few bytes that are of no encoding, as a torn block leaves them, spoil only their cells.

    Raises Refusal sheet_encoding where many are.
    """
    try:
        return delimited.text(raw)
    except Refusal:
        plain = raw.decode("utf-8", errors="replace")
        if plain.count("\ufffd") > len(plain) * _MOST_WRONG:
            raise
        return plain


def of_file(raw: bytes, *, name: str, zone: ZoneInfo) -> Past:
    """Read one file whose kind is recognised. zone: of times that name none.

    Raises Refusal import_kind, import_start, import_mapping, import_empty or sheet_encoding.
    """
    past = Past(mark=sha256(raw).hexdigest())
    gather(past, reading.open_text(text(raw), file=printable(name), zone=zone), printable(name))
    if not len(past.samples):
        raise Refusal("import_empty", file=printable(name), rows=past.tally.rows)
    return past
