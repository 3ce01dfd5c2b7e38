"""Texts on why nothing can be learned, and on the state of model versions."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "refusal.learning_rows": P_(
        "Only {n} unit has one of the two outcomes; learning needs {needed} with it and {needed} without. Collect or simulate more.",
        "Only {n} units have one of the two outcomes; learning needs {needed} with it and {needed} without. Collect or simulate more.",
    ),
    "refusal.learning_held": N_(
        "On kinds of fault left out of training, its 30-day probabilities were off by {got:pct} on average; {bar:pct} is allowed. Train on more cars, or give it better evidence."
    ),
    "refusal.model_unknown": N_(
        "There is no version {number} of the model {check}. `beforehand models list` shows what there is."
    ),
    "refusal.model_step": N_(
        "A version in state {state} cannot become {to}. The order is candidate, trial, proved, live; a refused version has to be trained again."
    ),
    "refusal.trial_empty": N_(
        "No cars for the trial: {cars} were asked for, and {fleet} are looked after. Register cars, or ask for more."
    ),
    "refusal.trial_running": N_(
        "Version {number} of {check} is already on trial. Wait until the trial ends, or roll it back first."
    ),
    "refusal.nothing_at_work": N_(
        "No version of {check} is on trial or live, so there is nothing to roll back: the built-in model is in use."
    ),
    "refusal.other_at_work": N_(
        "Version {number} of {check} is the newest at work now, so nothing was rolled back. Reload the page, and roll that one back if you mean it."
    ),
    "refusal.model_no_better": N_(
        "On cars left out of training, {model} is off by {got:n2} {unit} on average, and {plain} by {had:n2}: the gain is too small, so it was not kept. Collect more measurements from more varied cars."
    ),
    "gate.passed": N_("Met the required figures on cars left out of training. It may go on trial."),
    "gate.few_harmed": P_(
        "Only {n} car left out of training had a fault, and {needed} are needed to judge it. Simulate more cars.",
        "Only {n} cars left out of training had a fault, and {needed} are needed to judge it. Simulate more cars.",
    ),
    "gate.few_told": P_(
        "It warned about only {n} car left out of training, and {needed} are needed to judge it. Simulate more cars, or give it better evidence.",
        "It warned about only {n} cars left out of training, and {needed} are needed to judge it. Simulate more cars, or give it better evidence.",
    ),
    "gate.precision": N_(
        "Only {got:pct} of its red and yellow warnings were right on cars left out of training; {bar:pct} is required. Look for similar cases among the wrong ones, and give it evidence that tells them apart."
    ),
    "gate.calibration": N_(
        "Its probabilities differ from what happened by {got:pct} on average; {bar:pct} is allowed. Train on more cars, or set the base rate to that of the fleet."
    ),
    "gate.worse.precision": N_(
        "On the same cars, fewer of its warnings were right ({got:pct}) than those of the model in use ({had:pct}). Keep the current one."
    ),
    "gate.worse.recall": N_(
        "On the same cars, it found fewer faults ({got:pct}) than the model in use ({had:pct}). Keep the current one."
    ),
    "trial.begun": P_(
        "On trial on {n} car for {days} days.",
        "On trial on {n} cars for {days} days.",
    ),
    "trial.running": P_(
        "On trial: the outcome of {n} warning is known so far.",
        "On trial: the outcomes of {n} warnings are known so far.",
    ),
    "trial.failed": P_(
        "The trial failed: {n} of {told} warnings was wrong, so the required precision is out of reach. Train it again with these outcomes.",
        "The trial failed: {n} of {told} warnings were wrong, so the required precision is out of reach. Train it again with these outcomes.",
    ),
    "trial.unproved": P_(
        "The trial ended with {n} known outcome; {needed} are needed. Try it on more cars, or for longer.",
        "The trial ended with {n} known outcomes; {needed} are needed. Try it on more cars, or for longer.",
    ),
    "trial.passed": P_(
        "The trial was passed: of {n} warning with a known outcome, {right} was right. The version may be promoted to all cars.",
        "The trial was passed: of {n} warnings with a known outcome, {right} were right. The version may be promoted to all cars.",
    ),
    "model.live": N_("Promoted to all cars after its trial."),
    "model.live_again": N_("Live again: the version after it was rolled back."),
    "model.followed": N_("Replaced by version {number}."),
    "model.taken_back": N_("Rolled back by hand."),
}
