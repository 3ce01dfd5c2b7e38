"""What is said of trips, charges and prices."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

_PERIODS: Final[Mapping[str, str]] = {
    "trips.period.today": N_("today"),
    "trips.period.yesterday": N_("yesterday"),
    "trips.period.week": N_("this week"),
    "trips.period.last_week": N_("last week"),
    "trips.period.month": N_("this month"),
    "trips.period.last_month": N_("last month"),
    "trips.period.half_year": N_("in half a year"),
    "trips.period.year": N_("this year"),
    "trips.period.last_year": N_("last year"),
}

_NONE: Final[Mapping[str, str]] = {
    "trips.none.off": N_(
        "I record no trips and charges: the driving report is not agreed to. Allow it, and I record them from then on."
    ),
    "trips.none.stopped": N_(
        "You stopped the driving report, so I neither record nor show trips and charges. What was recorded before is kept for 800 days at most; allow it, and it is shown again. /delete deletes it with all else."
    ),
    "trips.none.care": N_(
        "You agreed to the driving report, but not to health checks and warnings, on whose readings it stands. Allow those too, and I record trips and charges from then on."
    ),
    "trips.none.rests": N_(
        "Privacy mode is on, so no new trips and charges are recorded. Switch it off in /privacy, and I record them from then on."
    ),
    "trips.none.unheard": N_(
        "No data from the car yet, so there are no trips and charges. /connect shows how data get here."
    ),
    "trips.none.motion": N_(
        "Your car sends neither speed nor odometer readings, so trips cannot be told. See in the source of your data whether it can send them: /connect"
    ),
    "trips.none.new": N_(
        "No trip or charge has been recorded since you allowed the driving report. The next one is shown within half an hour of its end."
    ),
    "trips.none": N_("No trips in this time."),
    "trips.charge.none": N_("No charges in this time."),
}

WORDS: Final[Mapping[str, str | Plural]] = {
    **_PERIODS,
    **_NONE,
    "trips.days_unknown": N_(
        "I cannot show such days by themselves. I know today, yesterday, this and last week, this and last month, half a year, this and last year."
    ),
    "trips.heading": N_("<b>{car}</b>: {what}"),
    "trips.choose.trips": N_("🛣 Trips {period}"),
    "trips.choose.trips.last": N_("🛣 Latest trip"),
    "trips.choose.charges": N_("🔌 Charges {period}"),
    "trips.choose.charges.last": N_("🔌 Latest charge"),
    "trips.and": N_("{one}, {more}"),
    "trips.sum": P_("{n:n0} trip: {km:n1} km in {time}", "{n:n0} trips: {km:n1} km in {time}"),
    "trips.sum.unknown": P_(
        "The distance of {n:n0} trip is not known: readings come too seldom.",
        "The distance of {n:n0} trips is not known: readings come too seldom.",
    ),
    "trips.sum.energy": N_("Energy used: {kwh:n1} kWh"),
    "trips.sum.energy.part": P_(
        "Energy used: {kwh:n1} kWh (measured on {n:n0} trip)",
        "Energy used: {kwh:n1} kWh (measured on {n:n0} trips)",
    ),
    "trips.sum.rate": N_("{rate:n1} kWh/100 km"),
    "trips.sum.back": N_("Recovered in braking, already deducted: {kwh:n1} kWh"),
    "trips.sum.no_energy": N_(
        "Energy used cannot be told: the car does not send its battery power, or less often than every 30 seconds."
    ),
    "trips.unheard": N_("Not included: {km:n1} km by odometer, driven while no data came."),
    "trips.lines": N_("{entries:lines}"),
    "trips.line": N_("{at:when}: {what}"),
    "trips.earlier": P_("{n:n0} earlier trip: {km:n1} km", "{n:n0} earlier trips: {km:n1} km"),
    "trips.km": N_("{km:n1} km"),
    "trips.km.unknown": N_("distance unknown"),
    "trips.kwh": N_("{kwh:n1} kWh"),
    "trips.span": N_("{span}"),
    "trips.last.times": N_("{from:when} to {to:time}"),
    "trips.last.soc": N_("Charge: {from:pct} → {to:pct}"),
    "trips.last.stops": P_("{n:n0} stop, {time} at a standstill", "{n:n0} stops, {time} at a standstill"),
    "trips.last.top": N_("Highest speed: {kmh:n0} km/h"),
    "trips.last.bands": N_("Time by speed: {bands}"),
    "trips.last.band": N_("{from:n0}–{to:n0} km/h {time}"),
    "trips.last.band_above": N_("above {from:n0} km/h {time}"),
    "trips.last.ambient": N_("Outside: {celsius:n0} °C"),
    "trips.last.climate": N_("Climate control on: {time}"),
    "trips.last.climate_kwh": N_("Climate control on: {time}, {kwh:n1} kWh"),
    "trips.last.heights": N_("Climb {up:n0} m, descent {down:n0} m"),
    "trips.last.hard": N_("Brisk accelerations: {starts:n0}, hard brakings: {brakings:n0}"),
    "trips.last.not_hard": N_(
        "Accelerations cannot be measured: that takes a reading every second, and yours come every {seconds:n0} seconds."
    ),
    "trips.last.repeats": N_(
        "Accelerations cannot be measured: readings come every second, but most repeat an earlier speed."
    ),
    "trips.charge.sum": P_(
        "{n:n0} charge: {kwh:n1} kWh into the battery", "{n:n0} charges: {kwh:n1} kWh into the battery"
    ),
    "trips.charge.cost": N_("Cost by your prices: {cost}. What is lost in charging is not included."),
    "trips.charge.no_tariff": N_("Tell me what a kWh costs, and I tell you what charging cost: /tariff 0.6"),
    "trips.charge.soc": N_("{from:pct} → {to:pct}"),
    "trips.charge.by_meter": N_("by the car's own count"),
    "trips.charge.slow": N_("slow"),
    "trips.charge.fast": N_("fast"),
    "trips.charge.price": N_("{cost}"),
    "trips.charge.earlier": P_("{n:n0} earlier charge: {kwh:n1} kWh", "{n:n0} earlier charges: {kwh:n1} kWh"),
    "trips.button.chart": N_("📊 Chart by day"),
    "trips.chart.km": N_("Distance in km"),
    "trips.chart.kwh": N_("Energy charged in kWh"),
    "trips.chart.day": N_("{at:day}: {amount:n1}"),
    "tariff.heading": N_("💰 <b>What you pay for a kWh</b>"),
    "tariff.none": N_(
        "I do not know yet what you pay for a kWh. Write one price, or prices by the hour, for example:\n/tariff 0.6\n/tariff 23-7 0.3, else 0.6, fast 1.8"
    ),
    "tariff.all": N_("Every kWh: {price}"),
    "tariff.band": N_("{start}–{end}: {price}"),
    "tariff.rest": N_("All other hours: {price}"),
    "tariff.fast": N_("Fast charging: {price}"),
    "tariff.fast.same": N_("Fast charging counts at the same price. Set its own with /tariff fast 1.8"),
    "tariff.about": N_(
        "Fast is above 22 kW, which only direct current gives. Where you charge is not recorded, so home and elsewhere are told apart by that alone."
    ),
    "tariff.change": N_("To change it, write for example: /tariff 23-7 0.3, else 0.6, fast 1.8"),
    "tariff.gone": N_("I have forgotten your prices, so no costs are shown."),
    "tariff.button.forget": N_("Forget my prices"),
    "refusal.tariff_unread": N_(
        "I found no price in this. Write one price for a kWh, or prices by the hour: /tariff 23-7 0.3, else 0.6"
    ),
    "refusal.tariff_rest": N_(
        "This has no price for all other hours. Add it: /tariff 23-7 0.3, else 0.6, fast 1.8"
    ),
    "refusal.tariff_part": N_(
        "I cannot tell for certain when each of these prices holds. Write the hours before each price, and one price for the rest: /tariff 23-7 0.3, else 0.6, fast 1.8"
    ),
    "refusal.tariff_days": N_(
        "I keep prices by the hour of the day, not by weekday, season or amount. Write those that hold most of the time: /tariff 23-7 0.3, else 0.6"
    ),
    "refusal.tariff_hours": N_("{hour} is no time of day. Write hours from 0 to 24, for example 23-7."),
    "refusal.tariff_price": N_(
        "{price:n2} cannot be the price of a kWh: it must be between 0 and {most:n0}. Check the decimal point."
    ),
    "refusal.tariff_overlap": N_("At {hour} two prices would hold. Write hours that do not overlap."),
}
