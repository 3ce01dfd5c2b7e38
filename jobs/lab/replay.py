"""Send a recording over HTTP as a car does."""

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import msgspec
import zstandard
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from domain.errors import Refusal
from jobs import recordings
from jobs.recordings import Reel

AT_ONCE = 600  # records a request
_TRIES = 4  # a request can be sent again without harm
_PATIENCE_S = 60.0
_WAITS = 20  # for a server that is asked too much
_TOLD = 3  # reasons


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a recording, in values; records and requests as sent.

    reasons: how often each reason was given for a signal that was not stored, as far as the server named them.
    """

    requests: int = 0
    records: int = 0
    received: int = 0
    kept: int = 0
    late: int = 0
    unwanted: int = 0
    refused: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    def plus(self, records: int, answer: Mapping[str, Any]) -> "Replayed":
        return Replayed(
            requests=self.requests + 1,
            records=self.records + records,
            received=self.received + answer["received"],
            kept=self.kept + answer["kept"],
            late=self.late + answer["late"],
            unwanted=self.unwanted + sum(each["count"] for each in answer["unwanted"].values()),
            refused=self.refused + answer["refused_total"],
            reasons=self.reasons + Counter(dict(_reasons(answer))),
        )

    def also(self, other: "Replayed") -> "Replayed":
        """Return what became of two recordings together."""
        return Replayed(
            requests=self.requests + other.requests,
            records=self.records + other.records,
            received=self.received + other.received,
            kept=self.kept + other.kept,
            late=self.late + other.late,
            unwanted=self.unwanted + other.unwanted,
            refused=self.refused + other.refused,
            reasons=self.reasons + other.reasons,
        )

    @property
    def is_in_vain(self) -> bool:
        """Whether nothing at all was taken of what was sent."""
        return self.refused + self.unwanted > 0 and self.kept + self.late == 0

    def as_dict(self) -> dict[str, object]:
        """Return the counts, and the commonest reasons where there are any."""
        counts = {name: value for name, value in asdict(self).items() if name != "reasons"}
        return counts | ({"reasons": self.commonest} if self.reasons else {})

    @property
    def commonest(self) -> list[str]:
        """Return the commonest reasons, each with how often it was given."""
        return [f"{count} × {reason}" for reason, count in self.reasons.most_common(_TOLD)]


def _reasons(answer: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """What the receipt says of each signal: the code with one of its reasons, and how often."""
    for signal, each in answer["unwanted"].items():
        yield f"{signal}: {each['reason']} [{each['code']}]", each["count"]
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for each in answer["refused"]:
        alike[each["signal"] or "record", each["code"]].append(f"{each['reason']} {each['cure']}")
    for (signal, code), answers in alike.items():
        yield f"{signal}: {answers[0]} [{code}]", len(answers)


def replay(
    file: Path, *, key: str, url: str, start: datetime | None = None, progress: bool = True
) -> Replayed:
    """Send a CSV or Parquet file to the server at `url` with a vehicle's key.

    start: when to place the first record; needed for the known public sets. Raises Refusal recording_* for a
    file that cannot be read, replay_stopped where the server says no or cannot be reached.
    """
    reel = recordings.open_reel(file, start=start)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not (progress and sys.stderr.isatty()),
        transient=True,
    )
    transport = httpx.HTTPTransport(retries=_TRIES)
    headers = {"authorization": f"Bearer {key}", "content-encoding": "zstd"}
    with bar, httpx.Client(base_url=url, headers=headers, timeout=_PATIENCE_S, transport=transport) as client:
        task = bar.add_task(file.name, total=len(reel.at))
        return _send_all(reel, client, advance=lambda count: bar.advance(task, count))


def _send_all(reel: Reel, client: httpx.Client, *, advance: Callable[[int], None]) -> Replayed:
    done = Replayed()
    for first in range(0, len(reel.at), AT_ONCE):
        records = list(reel.records(first, first + AT_ONCE))
        body = msgspec.json.encode({"records": records, "units": reel.units})
        done = done.plus(
            len(records), _send(client, zstandard.compress(body), first=first, count=len(records))
        )
        advance(len(records))
    return done


def _send(client: httpx.Client, body: bytes, *, first: int, count: int) -> dict[str, Any]:
    try:
        answer = _patiently(client, body)
    except httpx.TransportError as error:
        raise _stopped("-", str(error), first=first, count=count) from error
    if not answer.is_success:
        raise _stopped(str(answer.status_code), _detail(answer), first=first, count=count)
    receipt: dict[str, Any] = answer.json()
    return receipt


def _patiently(client: httpx.Client, body: bytes) -> httpx.Response:
    """Send, and after a 429 wait as long as Retry-After says."""
    for _ in range(_WAITS):
        answer = client.post("/v1/telemetry", content=body)
        if answer.status_code != HTTPStatus.TOO_MANY_REQUESTS:
            break
        time.sleep(min(int(answer.headers.get("retry-after", "1")), _PATIENCE_S))
    return answer


def _stopped(status: str, detail: str, *, first: int, count: int) -> Refusal:
    return Refusal(
        "replay_stopped", status=502, answer=status, detail=detail, first=first, last=first + count - 1
    )


def _detail(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
