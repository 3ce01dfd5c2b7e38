"""Air temperature, humidity and pressure of a few cities: yearly and daily swing, and days that differ.

Means and amplitudes are rounded climate normals (assumed); 6.5 degrees per 1000 m and the scale height
are the standard atmosphere.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from domain.kit.arrays import Floats
from domain.simulation.facts import DAY_S, Fault, FaultKind

ZONE_S = 8 * 3600  # all cities keep China standard time
_DAYS_KNOWN = 16_384


@dataclass(frozen=True, slots=True)
class City:
    name_en: str
    name_zh: str
    latitude: float
    longitude: float
    altitude: float
    mean_c: float
    yearly_c: float
    daily_c: float
    humidity: float


CITIES = {
    "harbin": City("Harbin", "哈尔滨", 45.80, 126.53, 150, 4.5, 21.0, 5.0, 65),
    "urumqi": City("Urumqi", "乌鲁木齐", 43.83, 87.62, 800, 7.5, 19.0, 5.0, 58),
    "beijing": City("Beijing", "北京", 39.90, 116.40, 44, 12.9, 15.5, 5.0, 55),
    "shanghai": City("Shanghai", "上海", 31.23, 121.47, 4, 17.1, 12.0, 3.5, 73),
    "hangzhou": City("Hangzhou", "杭州", 30.27, 120.15, 19, 17.4, 12.0, 4.0, 74),
    "chengdu": City("Chengdu", "成都", 30.57, 104.07, 500, 16.7, 10.0, 3.5, 80),
    "kunming": City("Kunming", "昆明", 24.88, 102.83, 1_890, 15.5, 6.0, 5.5, 70),
    "shenzhen": City("Shenzhen", "深圳", 22.54, 114.06, 5, 23.0, 6.5, 3.0, 75),
    "haikou": City("Haikou", "海口", 20.04, 110.20, 15, 24.5, 5.5, 3.0, 83),
}


@lru_cache(maxsize=64)
def _wander(name: str) -> Floats:
    """Return about one standard-normal value a day, similar on neighbouring days."""
    values = np.random.default_rng(zlib.crc32(name.encode())).standard_normal(_DAYS_KNOWN + 4)
    smooth = np.convolve(values, np.array([0.2, 0.3, 0.3, 0.15, 0.05]), mode="valid")
    wander: Floats = smooth / smooth.std()
    return wander


def _differs(name: str, at: Floats) -> Floats:
    days = at / DAY_S
    whole = np.floor(days).astype(np.int64)
    wander = _wander(name)
    today, tomorrow = wander[whole % _DAYS_KNOWN], wander[(whole + 1) % _DAYS_KNOWN]
    return today + (tomorrow - today) * (days - whole)


def _spell(fault: Fault, at: Floats) -> Floats:
    """0..1: weather that comes within half a day, stays until `over_days`, and goes as fast."""
    since = (at - fault.onset.timestamp()) / DAY_S
    return np.clip(np.minimum(since * 2, (fault.over_days - since) * 2), 0.0, 1.0)


def ambient(city: str, at: Floats, *, above_home: Floats, faults: tuple[Fault, ...]) -> Floats:
    """Air temperature in degrees Celsius."""
    place = CITIES[city]
    yearly = np.cos(2 * np.pi * (at / DAY_S - 197) / 365.2425)  # warmest in mid-July
    daily = np.cos(2 * np.pi * ((at + ZONE_S) / 3600 - 15) / 24)  # warmest at three in the afternoon
    air = place.mean_c + place.yearly_c * yearly + place.daily_c * daily + 2.5 * _differs(f"{city}.air", at)
    for fault in faults:
        if fault.kind is FaultKind.COLDER:
            air = air - fault.size * _spell(fault, at)
        if fault.kind is FaultKind.COOLING:
            air = air - fault.size * fault.progress(at)
    return air - 0.0065 * above_home


def humidity(city: str, at: Floats, *, faults: tuple[Fault, ...] = ()) -> Floats:
    """Relative humidity in percent."""
    damp = CITIES[city].humidity + 10 * _differs(f"{city}.humidity", at)
    for fault in faults:
        if fault.kind is FaultKind.WETTER:
            damp = damp + fault.size * _spell(fault, at)
    return np.clip(damp, 15.0, 100.0)


def air_hpa(city: str, at: Floats, *, above_home: Floats) -> Floats:
    """Ambient pressure in hPa."""
    sea = 1013.25 + 5 * _differs(f"{city}.pressure", at)
    return sea * np.exp(-(CITIES[city].altitude + above_home) / 8_434)
