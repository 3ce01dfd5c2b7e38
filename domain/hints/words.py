"""What hints say."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "hints.cold_range": N_("❄️ <b>{car}</b>: the first cold days are here."),
    "hints.cold_range.less": N_(
        "On days of about {celsius:n0} °C, a full battery takes you about {less:pct} less far than in the last weeks (between {least:pct} and {most:pct})."
    ),
    "hints.cold_range.km": N_("That makes about {cold:n0} km instead of {lately:n0} km, driven as you do."),
    "hints.cold_range.how": P_(
        "Worked out from your own trips, on {n:n0} cold day before and in the last 30 days. I know no weather forecast.",
        "Worked out from your own trips, on {n:n0} cold days before and in the last 30 days. I know no weather forecast.",
    ),
    "hints.button.never": N_("No such hints"),
}
