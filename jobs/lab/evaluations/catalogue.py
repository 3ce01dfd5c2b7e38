"""Every evaluation by its name: the module that holds it, loaded when it is asked for, and the line that help shows."""

NAMES: dict[str, tuple[str, str]] = {
    "field_soh": (
        "jobs.lab.evaluations.field_soh",
        "Battery health of a real car, 10,000 and 20,000 km ahead of each moment.",
    ),
    "coolant": (
        "jobs.lab.evaluations.coolant",
        "A pumped loop with faults really induced: F1, false and missed alarms of the cooling check's monitor.",
    ),
    "horizon": (
        "jobs.lab.evaluations.horizon",
        "Failure within 15 and 30 cycles and remaining life of simulated engines, by the shipped learning loop.",
    ),
    "false_alarms": (
        "jobs.lab.evaluations.false_alarms",
        "Recordings of healthy cars through the whole product: what is wrongly warned of.",
    ),
    "fleet": (
        "jobs.lab.evaluations.fleet",
        "Simulated cars over a year, with faults as rare as in reality: precision, recall, lead time.",
    ),
    "weather_year": (
        "jobs.lab.evaluations.weather_year",
        "A simulated year of Harbin and of Haikou without a fault: every tyre or 12 V warning is false.",
    ),
    "battery_soh": (
        "jobs.lab.evaluations.battery_soh",
        "State of health from charges: laboratory cells the model has never seen.",
    ),
    "battery_fade": (
        "jobs.lab.evaluations.battery_fade",
        "State of health 50 and 100 full cycles ahead, with an interval: unseen laboratory cells.",
    ),
    "battery_life": (
        "jobs.lab.evaluations.battery_life",
        "Life in cycles from the first hundred: unseen laboratory cells.",
    ),
    "consumption": (
        "jobs.lab.evaluations.consumption",
        "Consumption of real cars against what weather and traffic explain, by published and by fitted figures.",
    ),
    "drive_energy": (
        "jobs.lab.evaluations.drive_energy",
        "Energy of a real car's drives from speed, air and the road's height, by what its other drives teach.",
    ),
    "energy_split": (
        "jobs.lab.evaluations.energy_split",
        "What climate and auxiliaries took of each drive, by a split that never reads their signals.",
    ),
    "trip_energy": (
        "jobs.lab.evaluations.trip_energy",
        "Charge that a small car uses on 2 km and on whole trips, from speed and height, by what its other trips teach.",
    ),
    "driving_events": (
        "jobs.lab.evaluations.driving_events",
        "Manoeuvres labelled aggressive or not on real drives: found, wrongly flagged, and alarms in the rest.",
    ),
    "phone_motion": (
        "jobs.lab.evaluations.phone_motion",
        "Recordings of a phone called slow, normal or aggressive: a second, weak opinion on hard driving.",
    ),
    "saving_placebo": (
        "jobs.lab.evaluations.saving_placebo",
        "What would have been claimed as saved where nothing was advised, and what of a planted saving is found.",
    ),
    "same_model": (
        "jobs.lab.evaluations.same_model",
        "Consumption of another car by what one car's diary teaches and its own earlier entries add.",
    ),
    "cold_range": (
        "jobs.lab.evaluations.cold_range",
        "What the first cold days of a season take of a car's range, by its own days before, against the range told last.",
    ),
    "valuation": (
        "jobs.lab.evaluations.valuation",
        "Asking prices of used cars of a month, and their interval, by what was offered before it.",
    ),
    "whatif_ageing": (
        "jobs.lab.evaluations.whatif_ageing",
        "Loss by standing at another charge or temperature: types of cells that nothing was fitted to.",
    ),
    "cell_thermal": (
        "jobs.lab.evaluations.cell_thermal",
        "Temperature of a cell under random load, simulated from its current alone: a cell not learned from.",
    ),
    "fleet_range": (
        "jobs.lab.evaluations.fleet_range",
        "Fade against the same model by age and odometer: unseen cars on the road.",
    ),
}
# Of the conversation: docs/understanding.md has the figures.
CONVERSATION: dict[str, tuple[str, str]] = {
    "understanding": (
        "jobs.lab.evaluations.understanding",
        "What the shipped understanding makes of owners' lines, each in its state of the talk.",
    ),
    "time_expressions": (
        "jobs.lab.evaluations.time_expressions",
        "The wish that a booking would go on with, of phrases in both languages.",
    ),
    "intents": (
        "jobs.lab.evaluations.intents",
        "The recipe of the intent model on public sentences: fitted on one half, judged on another.",
    ),
}
ALL = NAMES | CONVERSATION
