"""Send a recording through the same door as a car does."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
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


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of a recording, in values; records and requests as sent."""

    requests: int = 0
    records: int = 0
    received: int = 0
    kept: int = 0
    late: int = 0
    unwanted: int = 0
    refused: int = 0

    def plus(self, records: int, answer: Mapping[str, Any]) -> "Replayed":
        return Replayed(
            requests=self.requests + 1,
            records=self.records + records,
            received=self.received + answer["received"],
            kept=self.kept + answer["kept"],
            late=self.late + answer["late"],
            unwanted=self.unwanted + sum(each["count"] for each in answer["unwanted"].values()),
            refused=self.refused + answer["refused_total"],
        )

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


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
        answer = client.post("/v1/telemetry", content=body)
    except httpx.TransportError as error:
        raise _stopped("-", str(error), first=first, count=count) from error
    if not answer.is_success:
        raise _stopped(str(answer.status_code), _detail(answer), first=first, count=count)
    found: dict[str, Any] = answer.json()
    return found


def _stopped(status: str, detail: str, *, first: int, count: int) -> Refusal:
    return Refusal(
        "replay_stopped", status=502, answer=status, detail=detail, first=first, last=first + count - 1
    )


def _detail(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
