"""What is said of how a car is driven."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "driving.choose": N_("🧭 Driving {period}"),
    "driving.choose.last": N_("🧭 The latest driving"),
    "driving.basis": P_("Of {n:n0} trip, {km:n1} km:", "Of {n:n0} trips, {km:n1} km:"),
    "driving.starts": N_("Brisk accelerations: {n:n0}"),
    "driving.brakings": N_("Hard brakings: {n:n0}"),
    "driving.rate": N_("{rate:n1} per 100 km (90% range: {low:n1}–{high:n1})"),
    "driving.trend.less": N_("fewer on the same distance than {period}"),
    "driving.trend.same": N_("no certain difference to {period}"),
    "driving.trend.more": N_("more on the same distance than {period}"),
    "driving.others": N_(
        "Together: {low:pct}–{high:pct} of {n:n0} other owners of your model have more per 100 km (in the last year)"
    ),
    "driving.others.open": N_(
        "Where you stand among {n:n0} other owners of your model cannot be told: too little was driven in the last year."
    ),
    "driving.others.few": N_(
        "Not compared with others: that takes five other owners of your model who agreed to it and whose cars tell it every second. I know of no published figures that count in the same way."
    ),
    "driving.latest": N_("Latest hard braking: in the trip of {at:when}"),
    "driving.part": P_(
        "Accelerations and brakings are known of {n:n0} trip, {km:n1} km.",
        "Accelerations and brakings are known of {n:n0} trips, {km:n1} km.",
    ),
    "driving.fast": N_("Above {kmh:n0} km/h: {share:pct1} of the distance, {km:n1} km"),
    "driving.fast.none": N_("Above {kmh:n0} km/h: none of the distance"),
    "driving.fast.unknown": N_(
        "Distance at high speed cannot be told: readings come every {span}, and a minute is the most."
    ),
    "driving.over_advice": P_(
        "Driven for more than {advice} without a rest of {rest}: {n:n0} time, for {longest}",
        "Driven for more than {advice} without a rest of {rest}: {n:n0} times, for up to {longest}",
    ),
    "driving.over_advice.none": N_(
        "Longest drive without a rest of {rest}: {longest}. Up to {advice} is within the usual advice."
    ),
    "driving.over_law": P_(
        "Driven for more than {law} without a rest of {rest}, which Chinese law forbids: {n:n0} time",
        "Driven for more than {law} without a rest of {rest}, which Chinese law forbids: {n:n0} times",
    ),
    "driving.rests.unknown": N_(
        "Long drives cannot be told: readings come every {span}, and a minute is the most that shows rests."
    ),
    "driving.late": P_(
        "Between midnight and 5 in the morning: {time}, in {n:n0} trip",
        "Between midnight and 5 in the morning: {time}, in {n:n0} trips",
    ),
    "driving.late.none": N_("Between midnight and 5 in the morning: not at all"),
    "driving.kind.advice": N_(
        "A rest of 15 minutes every two hours is the advice of the British Highway Code."
    ),
    "driving.kind.law": N_(
        "A rest of 20 minutes after four hours at most keeps you safe, and within Chinese law."
    ),
    "driving.how": N_("Counted: speed up by {start:n0} km/h or down by {braking:n0} km/h within a second."),
    "driving.unseen": N_(
        "I cannot see turns and lane changes, speed limits, why you braked, whether you were tired, or who was driving."
    ),
    "score.title": N_("🎯 Driving score of the last 12 months"),
    "score.points": N_("{points:n0}/100 (90% range by chance: {low:n0}–{high:n0})"),
    "score.points.sure": N_("{points:n0}/100"),
    "score.part.brakings": N_(
        "Hard brakings, {figure:n1} per 100 km: {points:n0}/{weight:n0} (all up to {all:n0}, none from {none:n0})"
    ),
    "score.part.starts": N_(
        "Brisk accelerations, {figure:n1} per 100 km: {points:n0}/{weight:n0} (all up to {all:n0}, none from {none:n0})"
    ),
    "score.part.fast": N_(
        "Above {kmh:n0} km/h, {figure:pct1} of the distance: {points:n0}/{weight:n0} (all up to {all:pct}, none from {none:pct})"
    ),
    "score.part.rests": N_(
        "Drives of more than {advice} without a rest of {rest}, {figure:n1} per 1,000 km: {points:n0}/{weight:n0} (all up to {all:n0}, none from {none:n0}; one of more than {law} counts twice)"
    ),
    "score.part.night": N_(
        "Between midnight and 5 in the morning, {figure:pct1} of the distance: {points:n0}/{weight:n0} (all up to {all:pct}, none from {none:pct})"
    ),
    "score.measure.brakings": N_("hard braking"),
    "score.measure.starts": N_("brisk accelerations"),
    "score.measure.fast": N_("high speed"),
    "score.measure.rests": N_("rests"),
    "score.measure.night": N_("driving at night"),
    "score.unmeasured": N_(
        "Not measured on {least:n0} km, and given no points: {parts}. The other parts, {weight:n0} of 100 points of weight, count as the whole."
    ),
    "score.others": N_("{low:pct}–{high:pct} of {n:n0} other owners of your model have fewer points."),
    "score.others.open": N_(
        "Where you stand among {n:n0} other owners of your model cannot be told: too little was driven."
    ),
    "score.others.few": N_(
        "Not compared with others: that takes five other owners of your model who agreed to it, and all parts measured of theirs and of yours."
    ),
    "score.unproved": N_(
        "Parts, weights and limits are a choice of Beforehand, made after published studies. They were never checked against insurance claims or accidents: the score tells how gently and evenly the car is driven, not how likely an accident is. Whoever drives the car counts."
    ),
    "score.private": N_(
        "🔒 Only you are told this. It goes into a dossier for a buyer only if you tick it there, and to no insurer or anybody else. Stop the driving report in /privacy, and there is no score any more."
    ),
    "refusal.score_distance": N_(
        "No driving score yet: {km:n0} km are recorded of the last 12 months. Below {least:n0} km chance would decide. Drive as usual, and ask again then."
    ),
    "refusal.score_unmeasured": N_(
        "No driving score: only parts of {weight:n0} of 100 points of weight are measured on {km:n0} km, and it takes {least:n0}. Brakings and accelerations need a reading every second. /connect shows whether the source of your data can send that often."
    ),
    "driving.private": N_(
        "🔒 Only you are told this. Your figures are shared with nobody today: other owners of your model learn only where they stand themselves. They would never be given to an insurer or anybody else without a separate yes of yours."
    ),
}
