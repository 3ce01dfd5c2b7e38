"""The time zone that a place stands for: an IANA name, a city in English or Chinese, or hours from UTC. Pure."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Final
from zoneinfo import available_timezones

from babel.core import Locale

_OFFSET: Final = re.compile(r"(?:utc|gmt)\s*([+-])\s*(\d{1,2})", re.IGNORECASE)
_FARTHEST: Final = 14  # hours
_ALSO: Final[Mapping[str, str]] = {
    "北京": "Asia/Shanghai",
    "beijing": "Asia/Shanghai",
    "china": "Asia/Shanghai",
    "中国": "Asia/Shanghai",
    "深圳": "Asia/Shanghai",
    "广州": "Asia/Shanghai",
    "shenzhen": "Asia/Shanghai",
    "uk": "Europe/London",
    "germany": "Europe/Berlin",
    "japan": "Asia/Tokyo",
    "日本": "Asia/Tokyo",
    "英国": "Europe/London",
    "德国": "Europe/Berlin",
}


def find(place: str) -> str | None:
    """Return the IANA name of a place's zone; None where the place is not known."""
    words = re.sub(r"\s+", " ", place.strip().lower())
    offset = _OFFSET.fullmatch(words)
    if offset and int(offset[2]) <= _FARTHEST:
        return f"Etc/GMT{'-' if offset[1] == '+' else '+'}{int(offset[2])}"
    return _by_name().get(words)


@cache
def _by_name() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        if "/" in zone and not zone.startswith(("Etc/", "posix/", "right/")):
            names[zone.lower()] = zone
            names.setdefault(zone.rsplit("/", 1)[1].replace("_", " ").lower(), zone)
    for language in ("en", "zh_Hans"):
        for zone, facts in Locale.parse(language).time_zones.items():
            if "city" in facts and zone in available_timezones():
                names.setdefault(str(facts["city"]).lower(), zone)
    return {**names, **_ALSO}
