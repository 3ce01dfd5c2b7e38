"""What is known of failures, of jobs and of the parts of the installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

LOOK: Final = "look"  # the step of a car that could not be judged at all
DATA: Final = "data"  # the step of a car with a stored value that cannot be opened; the rest of it is judged


@dataclass(frozen=True, slots=True)
class Failure:
    """A car whose step failed and has not succeeded since."""

    vehicle_id: int
    step: str
    error_id: str
    error: str
    tries: int
    first_at: datetime
    failed_at: datetime
    retry_at: datetime


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job whose newest period failed. tries: of it and of those before it, in a row."""

    job: str
    period_start: datetime
    error_id: str
    error: str
    tries: int
    failed_at: datetime
    retry_at: datetime | None


Open = Mapping[int, Mapping[str, Failure]]
"""Failures that are not over, by car and step."""
