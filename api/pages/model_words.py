"""What the operator's pages say of models."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "models.title": N_("Versions of models"),
    "models.about": N_(
        "A version goes from candidate to a trial on some cars; who has passed it may be promoted to all. Everything can be rolled back at once."
    ),
    "models.none": N_("No version has been trained here: the built-in models judge."),
    "models.number": N_("version {n}"),
    "models.state.refused": N_("refused"),
    "models.state.candidate": N_("candidate"),
    "models.state.trial": N_("on trial"),
    "models.state.proved": N_("trial passed"),
    "models.state.live": N_("live"),
    "models.state.retired": N_("retired"),
    "models.figures": P_(
        "On {n} simulated car warned about: {precision:pct} of warnings right, {recall:pct} of faults found, probabilities off by {calibration:pct1}.",
        "On {n} simulated cars warned about: {precision:pct} of warnings right, {recall:pct} of faults found, probabilities off by {calibration:pct1}.",
    ),
    "models.figures.none": N_("It warned about no simulated car."),
    "models.changed": N_("Since {at:when}."),
    "models.cars": N_("Number of cars"),
    "models.days": N_("Days"),
    "models.trial": N_("Begin a trial"),
    "models.promote": N_("Promote to all cars"),
    "models.promote.sure": N_("Let this version judge all cars?"),
    "models.rollback": N_("Roll back"),
    "models.rollback.sure": N_("Take this version out of use at once?"),
    "models.card": N_("All figures, for those who make models"),
    "models.tells": N_("It tells how likely the harm is that “{check}” warns of."),
    "models.interval": N_(
        "The share that was right lies between {low:pct} and {high:pct}, with 90% confidence."
    ),
    "models.on_trial": P_(
        "The trial: {n} car, {since:day_year} to {until:day_year}.",
        "The trial: {n} cars, {since:day_year} to {until:day_year}.",
    ),
    "models.unknown": N_(
        "It learned of harm from simulated cars, and from what owners and service centres said of warnings: no public data tells when parts of cars fail. Its figures say how well it reads simulated cars; how well it reads real ones is told by the figures of the service."
    ),
    "fitted.title": N_("Models fitted to your own cars"),
    "fitted.about": N_(
        "They learned from cars whose owners agreed. They warn of nothing, and speak as soon as they beat a plain answer on cars they had not seen; there is no trial. Roll back, and the version before speaks again."
    ),
    "fitted.none": N_("None was fitted yet: docs/operating.md tells how."),
    "fitted.in_use": N_("in use"),
    "fitted.replaced": N_("replaced by a newer one"),
    "fitted.taken_back": N_("taken back"),
    "fitted.made": P_("Learned from {n} car, {at:day_year}.", "Learned from {n} cars, {at:day_year}."),
    "fitted.of": N_("For cars of the model {model}."),
    "fitted.of.all": N_("For all models of car."),
    "fitted.interval": N_("The true error lies between {low:n2} and {high:n2}, with 90% confidence."),
    "fitted.rollback.sure": N_("Take this version back? The one before speaks again at once."),
    "fitted.unknown": N_(
        "Cars that differ from those it learned from may fare worse, and a car with too few data hears nothing of it."
    ),
    "fitted.battery_soh": N_("Battery health today"),
    "fitted.battery_soh.tells": N_("It tells the health of a battery from the last part of its charges."),
    "fitted.battery_soh.error": N_(
        "On cars it had not seen it was off by {error:n1} points of health; taking the median of all cars, by {plain:n1}."
    ),
    "fitted.battery_fade": N_("Battery health ahead"),
    "fitted.battery_fade.tells": N_("It tells how the health of a battery goes on with its charges."),
    "fitted.battery_fade.error": N_(
        "On cars it had not seen it was off by {error:n1} points of health; taking what is today for ever, by {plain:n1}."
    ),
    "fitted.battery_life": N_("Life of the battery"),
    "fitted.battery_life.tells": N_("It tells after how many full charges a battery comes to its end."),
    "fitted.battery_life.error": N_(
        "On cars it had not seen it was off by {error:n0} full charges; taking the median of all cars, by {plain:n0}."
    ),
    "fitted.battery_peers": N_("Batteries of like cars"),
    "fitted.battery_peers.tells": N_(
        "It tells what battery health is usual for a car of this age and distance."
    ),
    "fitted.battery_peers.error": N_(
        "On cars it had not seen it was off by {error:n1} points of health; taking the median of all cars, by {plain:n1}."
    ),
    "fitted.consumption": N_("Consumption in all weathers"),
    "fitted.consumption.tells": N_("It tells what weather and traffic do to consumption."),
    "fitted.consumption.error": N_(
        "On cars it had not seen it was off by {error:n1}% of a day's consumption; taking the published figures, by {plain:n1}%."
    ),
}
