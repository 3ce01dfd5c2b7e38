"""Why nothing can be learned, and how versions of models stand."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "refusal.learning_rows": P_(
        "Only {n} unit has one of the two outcomes; learning needs {needed} with it and {needed} without. "
        "Collect more, or simulate more.",
        "Only {n} units have one of the two outcomes; learning needs {needed} with it and {needed} without. "
        "Collect more, or simulate more.",
    ),
    "refusal.learning_held": N_(
        "On forms of fault left out of learning its chances within a month were off by {got:pct} on average; {bar:pct} "
        "are allowed. Learn from more cars, or give it better evidence."
    ),
    "refusal.model_unknown": N_(
        "There is no version {number} of the model {check}. `beforehand models list` shows what there is."
    ),
    "refusal.model_step": N_(
        "A version that is {state} cannot become {to}. "
        "The way is: candidate, trial, proved, live; a refused one has to be trained anew."
    ),
    "refusal.trial_empty": N_(
        "A trial needs cars: {cars} were asked for, and {fleet} are looked after. Register cars, or ask for more."
    ),
    "refusal.trial_running": N_(
        "Version {number} of {check} is on trial already. Wait until it is over, or take it back first."
    ),
    "refusal.nothing_at_work": N_(
        "No version of {check} is on trial or live, so there is nothing to take back: what is shipped is at work."
    ),
    "refusal.model_no_better": N_(
        "On cars left out of fitting {model} is off by {got:n2} {unit} on average, and {plain} by {had:n2}: it adds too "
        "little, so it was not kept. Collect more measurements, of more different cars."
    ),
    "gate.passed": N_("Better than the bars on cars it had not seen. It may go on trial."),
    "gate.few_harmed": P_(
        "Only {n} car that it had not seen came to harm, and {needed} are needed to judge it. Simulate more cars.",
        "Only {n} cars that it had not seen came to harm, and {needed} are needed to judge it. Simulate more cars.",
    ),
    "gate.few_told": P_(
        "It warned of only {n} car that it had not seen, and {needed} are needed to judge it. "
        "Simulate more cars, or give it better evidence.",
        "It warned of only {n} cars that it had not seen, and {needed} are needed to judge it. "
        "Simulate more cars, or give it better evidence.",
    ),
    "gate.precision": N_(
        "Only {got:pct} of its red and yellow warnings were right on cars it had not seen; {bar:pct} are asked for. "
        "Look for look-alikes among the wrong ones, and give it evidence that tells them apart."
    ),
    "gate.calibration": N_(
        "What it says and what comes true differ by {got:pct} on average; {bar:pct} are allowed. "
        "Learn from more cars, or set the base rate to what the fleet shows."
    ),
    "gate.worse.precision": N_(
        "Fewer of its warnings were right ({got:pct}) than of the model at work ({had:pct}), on the same cars. "
        "Keep the present one."
    ),
    "gate.worse.recall": N_(
        "It found fewer of the harms ({got:pct}) than the model at work ({had:pct}), on the same cars. "
        "Keep the present one."
    ),
    "trial.begun": P_(
        "On trial on {n} car for {days} days.",
        "On trial on {n} cars for {days} days.",
    ),
    "trial.running": P_(
        "On trial: the outcome of {n} of its warnings is known so far.",
        "On trial: the outcome of {n} of its warnings is known so far.",
    ),
    "trial.failed": P_(
        "Its trial failed: {n} wrong warning among {told}, so that it cannot reach the precision asked for. "
        "Train it anew with these outcomes.",
        "Its trial failed: {n} wrong warnings among {told}, so that it cannot reach the precision asked for. "
        "Train it anew with these outcomes.",
    ),
    "trial.unproved": P_(
        "Its trial is over with {n} known outcome; {needed} are needed. Try it on more cars, or for longer.",
        "Its trial is over with {n} known outcomes; {needed} are needed. Try it on more cars, or for longer.",
    ),
    "trial.passed": P_(
        "Its trial was passed: {right} right of {n} warning whose outcome is known. It may be promoted to all cars.",
        "Its trial was passed: {right} right of {n} warnings whose outcome is known. It may be promoted to all cars.",
    ),
    "model.live": N_("Promoted to all cars after its trial."),
    "model.live_again": N_("Live again: the version after it was taken back."),
    "model.followed": N_("Version {number} took its place."),
    "model.taken_back": N_("Taken back by hand."),
}
