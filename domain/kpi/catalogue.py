"""The figures there are, in the order in which they are shown, with their bars of the product brief."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from domain.kpi.facts import Bar, Definition, Measure
from domain.telemetry import quality

# How long the tables keep the rows that are counted; a test holds them against the tables.
MESSAGES: Final = timedelta(days=400)
REQUESTS: Final = timedelta(days=180)
OFFERS: Final = timedelta(days=400)
ARRIVALS: Final = timedelta(days=400)
_NOTES: Final = timedelta(days=quality.KEEP_DAYS)

ALL: Final = (
    Definition("precision", Measure.SHARE, Bar(">", 0.85)),
    Definition("recall", Measure.SHARE),
    Definition("owners_answer", Measure.SHARE, Bar(">", 0.60), keep=MESSAGES),
    Definition("breakdowns_avoided", Measure.AVOIDED, Bar(">", 0.80), keep=REQUESTS),
    Definition("lead_time", Measure.DAYS),
    Definition("warnings_per_month", Measure.PER_MONTH, Bar("<", 2.0), keep=MESSAGES),
    Definition("pushes_per_week", Measure.PER_WEEK, Bar("<", 2.0), keep=MESSAGES),
    Definition("warnings_booked", Measure.SHARE),
    Definition("visits_from_warnings", Measure.SHARE),
    Definition("visits_done", Measure.SHARE),
    Definition("visit_rating", Measure.NET),
    Definition("time_to_answer", Measure.MINUTES, keep=REQUESTS),
    Definition("offers_accepted", Measure.SHARE, Bar(">", 0.15), keep=OFFERS, rows=False),
    Definition("offers_uplift", Measure.DIFFERENCE, keep=OFFERS, rows=False),
    Definition("revenue", Measure.AMOUNT),
    Definition("owners_left", Measure.SHARE),
    Definition("cars_linked", Measure.SHARE),
    Definition("cars_sending", Measure.SHARE, Bar(">", 0.90), keep=ARRIVALS),
    Definition("cars_in_order", Measure.SHARE),
    Definition("sensor_error", Measure.VALUES, Bar("<", 0.02), keep=ARRIVALS),
    Definition("upload_success", Measure.VALUES, Bar(">", 0.98), keep=ARRIVALS),
    Definition("late_values", Measure.VALUES, keep=ARRIVALS),
    Definition("completeness", Measure.VALUES, Bar(">", 0.95), keep=_NOTES),
)
BY_CODE: Final[Mapping[str, Definition]] = {each.code: each for each in ALL}
