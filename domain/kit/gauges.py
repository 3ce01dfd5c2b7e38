"""Figures of how the service is doing, for whoever watches over it: counts and ages, nothing about a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Gauge:
    """One figure. name: as in Prometheus, with its unit at the end; text: what it counts."""

    name: str
    text: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
