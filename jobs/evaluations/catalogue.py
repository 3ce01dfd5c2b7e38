"""Every evaluation by its name: the module that holds it, loaded when it is asked for, and the line that help shows."""

NAMES: dict[str, tuple[str, str]] = {
    "false_alarms": (
        "jobs.evaluations.false_alarms",
        "Recordings of healthy cars through the whole product: what is wrongly warned of.",
    ),
}
