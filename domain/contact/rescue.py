"""The public emergency numbers of a region, as far as this product is offered there; elsewhere 112, which works abroad."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whom to call for what; the same number four times where a region has one for all."""

    fire: str
    ambulance: str
    police: str
    traffic: str
    motorway: str

    @property
    def one(self) -> str:
        """The number for all, or ""."""
        return self.fire if len({self.fire, self.ambulance, self.police, self.traffic}) == 1 else ""


def _one(number: str) -> Numbers:
    return Numbers(number, number, number, number, number)


_CHINA: Final = Numbers(fire="119", ambulance="120", police="110", traffic="122", motorway="12122")
_REGIONS: Final = {
    "CN": _CHINA,
    "CHINA": _CHINA,
    "中国": _CHINA,
    "HK": _one("999"),
    "MO": _one("999"),
    "GB": _one("999"),
    "UK": _one("999"),
    "US": _one("911"),
    "CA": _one("911"),
    "AU": _one("000"),
    "NZ": _one("111"),
}


def numbers(region: str) -> Numbers:
    """Return the numbers for a region, as the setting names it: "CN", "cn-shanghai", "EU"."""
    name = region.strip().upper()
    return _REGIONS.get(name) or _REGIONS.get(name.split("-")[0]) or _one("112")
