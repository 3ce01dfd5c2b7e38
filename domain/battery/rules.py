"""Training rows of each battery model, from a car's stored features and workshops' measurements."""

from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np

from domain.battery import fade, life
from domain.battery.facts import Pack
from domain.battery.life import Curves
from domain.kit.arrays import Floats
from domain.telemetry.facts import Charge

HORIZONS = (50.0, 100.0)  # full cycles: about three and six months of a car that drives much
EVERY = 20.0
_TRUE_FOR = timedelta(days=45)  # own choice: fade in between is below what a workshop can tell
_END_PCT = 80.0  # life ends there by convention (Severson et al. 2019)
_NEAR_END_PCT = 85.0  # from here on the little that is missing may be drawn as a line; own choice
_YEAR = timedelta(days=365.25)


def charges_told(pack: Pack) -> tuple[Floats, Floats] | None:
    """Return figures of each charge's last part and the SOH measured near it (else NaN); None without any measurement."""
    charges = shaped(pack)
    measured = np.array([_measured(pack, each.end) for each in charges])
    return (np.array([each.shape for each in charges]), measured) if np.isfinite(measured).any() else None


def shaped(pack: Pack) -> list[Charge]:
    """Return the charges with figures of their last part, ascending: the earliest and the newest that are stored."""
    of_end = {each.end: each for each in (*pack.features.first_charges, *pack.features.charges) if each.shape}
    return [of_end[end] for end in sorted(of_end)]


def _measured(pack: Pack, at: datetime) -> float:
    near = [each for each in pack.measured if abs(each.at - at) <= _TRUE_FOR]
    return min(near, key=lambda each: abs(each.at - at)).soh_pct if near else np.nan


def history(pack: Pack) -> tuple[Floats, Floats] | None:
    """Return `faded` where it is long enough for a forecast and its answer; else None."""
    series = faded(pack)
    if series is None:
        return None
    cycles, _ = series
    long_enough = cycles[-1] - max(fade.FROM, cycles[0]) >= max(HORIZONS)
    return series if long_enough else None


def faded(pack: Pack) -> tuple[Floats, Floats] | None:
    """Return full cycles since new and SOH in percent by deep charges; None where one of them is not known."""
    new_kwh = pack.capacity_new_kwh
    charges = [each for each in pack.features.deep_charges if each.charged_ever_kwh is not None]
    if not new_kwh or not charges:
        return None
    cycles = np.array([(each.charged_ever_kwh or 0.0) / new_kwh for each in charges])
    soh = np.array([_holds_kwh(each) / new_kwh * 100 for each in charges])
    rising = np.append(
        True, np.diff(np.maximum.accumulate(cycles)) > 0
    )  # a replaced computer counts from 0 again
    return cycles[rising], soh[rising]


def _holds_kwh(charge: Charge) -> float:
    return charge.energy_kwh / (charge.soc_to - charge.soc_from) * 100


def lifetime(pack: Pack) -> tuple[Curves, float, str] | None:
    """Return early and late curves, the full cycles at which measured SOH met 80 percent, and the batch of the pack.

    None until both are known. Packs of one model that came into use in one year count as one batch.
    """
    early_and_late, cycles = curves(pack), _lasted(pack)
    batch = f"{pack.model} {pack.in_use_since.year if pack.in_use_since else ''}"
    return None if early_and_late is None or cycles is None else (early_and_late, cycles, batch)


def curves(pack: Pack) -> Curves | None:
    """Return the curves of slow charges; None without both early and late ones."""
    stored = [each for each in pack.features.curves if each.full_cycles is not None]
    if not stored:
        return None
    result = Curves(
        np.array([each.full_cycles for each in stored], dtype=np.float64),
        np.array([each.amp_hours for each in stored], dtype=np.float64),
    )
    return result if life.ready(result) else None


def _lasted(pack: Pack) -> float | None:
    """Return the full cycles at 80 % SOH, on the line through the first measurement near it and the one before, or new."""
    points = [(0.0, 100.0), *((_cycles_at(pack, each.at), each.soh_pct) for each in pack.measured)]
    points_known = [(cycles, soh) for cycles, soh in points if cycles is not None]
    for (before, above), (cycles, soh) in pairwise(points_known):
        if soh <= _NEAR_END_PCT and soh < above and cycles > before:
            return before + (cycles - before) * (above - _END_PCT) / (above - soh)
    return None


def _cycles_at(pack: Pack, at: datetime) -> float | None:
    """Return full cycles at a moment, interpolated between deep charges; None where none is near."""
    charges = [each for each in pack.features.deep_charges if each.charged_ever_kwh is not None]
    if not pack.capacity_new_kwh or not charges or at - charges[-1].end > _TRUE_FOR:
        return None
    moments = [each.end.timestamp() for each in charges]
    ever = [each.charged_ever_kwh or 0.0 for each in charges]
    return float(np.interp(at.timestamp(), moments, ever)) / pack.capacity_new_kwh


def standing(pack: Pack) -> tuple[Floats, Floats, Floats] | None:
    """Return age in years, odometer in km (NaN where unknown) and SOH in percent at each measurement."""
    if not pack.measured or pack.in_use_since is None:
        return None
    used = [used_for(pack, each.at) for each in pack.measured]
    years, km = np.array(used, dtype=np.float64).T
    return years, km, np.array([each.soh_pct for each in pack.measured])


def used_for(pack: Pack, at: datetime) -> tuple[float, float]:
    """Return age in years and odometer in km at a moment, NaN where unknown."""
    since = pack.in_use_since
    return np.nan if since is None else (at.date() - since) / _YEAR, _odometer(pack, at)


def _odometer(pack: Pack, at: datetime) -> float:
    readings = sorted(
        [(each.at.timestamp(), each.odometer_km) for each in pack.features.wear]
        + [
            (each.at.timestamp(), each.odometer_km)
            for each in pack.features.curves
            if each.odometer_km is not None
        ]
    )
    if not readings:
        return np.nan
    moments, km = zip(*readings, strict=True)
    return float(np.interp(at.timestamp(), moments, km))
