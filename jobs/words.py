"""What commands say no with, and what the demo's side panel says about its cars."""

from domain.explain.facts import N_

WORDS = {
    "demo.unlinked": N_("Not linked yet: link this car to begin."),
    "demo.waiting": N_("Linked. Once you agree in the chat, the car begins to send."),
    "demo.remembering": N_("Sending what the car remembers of the last four weeks …"),
    "demo.ready": N_("All quiet. Pick a story below."),
    "demo.playing": N_("Playing in time lapse …"),
    "demo.warned": N_("A warning was sent: see the chat."),
    "demo.quiet": N_("The story is over, and there was nothing to warn about."),
    "demo.passed": N_("The time has passed. Ask how your car is."),
    "signal.soc": N_("State of charge"),
    "signal.speed": N_("Speed"),
    "signal.odometer": N_("Odometer"),
    "signal.ambient": N_("Outside temperature"),
    "signal.coolant_flow": N_("Coolant flow"),
    "signal.coolant_outlet": N_("Coolant temperature, outlet"),
    "signal.tyre_rear_right": N_("Tyre, rear right"),
    "signal.pad_front_left": N_("Pad wear, front left"),
    "signal.twelve_volt": N_("12 V battery"),
    "refusal.settings_wrong": N_("A setting is wrong: {wrong}. See docs/settings.md."),
    "refusal.database_old": N_(
        "The database is not at the present schema. Run `beforehand db upgrade` first."
    ),
    "refusal.telegram_token_missing": N_(
        "BEFOREHAND_TELEGRAM_TOKEN is not set. Ask @BotFather for a token, or try `beforehand run --demo`."
    ),
    "refusal.webhook_secret_missing": N_(
        "A webhook needs BEFOREHAND_TELEGRAM_WEBHOOK_SECRET, so that nobody else can post updates."
    ),
    "refusal.file_missing": N_("{file} cannot be read. Check the name and that you may read it."),
    "refusal.owner_unknown": N_(
        "There is no owner with this chat. The person has to write to the bot first."
    ),
    "refusal.story_unknown": N_("There is no story {story}. Stories are {known}."),
    "refusal.evaluation_unknown": N_("There is no evaluation {name}. Evaluations are {known}."),
    "refusal.data_missing": N_(
        "The folder {folder} holds no {file}. Give the data set's folder, or one that holds it."
    ),
    "refusal.history_short": N_(
        "The history is too short to judge a forecast: bring one of over {km:n0} km with at least {charges:n0} charges "
        "around each target."
    ),
    "refusal.data_not_apart": N_(
        "Both folders are the same, so what was learned from would judge. Leave --test out for cross-validation, or name a folder of other units."
    ),
    "refusal.option_missing": N_("This evaluation cannot do without {option}: name a folder with it."),
    "refusal.too_few_labels": N_(
        "{model} can learn from {found} cars so far, and needs {needed}. Have workshops report battery measurements, ask owners to let their cars teach, and try again."
    ),
    "refusal.too_few_drives": N_(
        "Of {found} cars enough days of driving are known so far; {needed} are needed. Ask owners to let their cars teach, "
        "and try again after some weeks of driving."
    ),
    "refusal.bench_unknown": N_("There is no measurement {name}. Measurements are {known}."),
}
