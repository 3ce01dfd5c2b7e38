"""What is said of wishes that go beyond a day and a job: the same again, any centre, why not earlier."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "usual.last": N_("🔁 Last time: {job}, {at:when} at {centre}."),
    "usual.none": N_("I know of no earlier visit of this car, so there is nothing to repeat yet."),
    "site.any": N_("any centre"),
    "site.several": N_("several centres"),
    "choice.moment_at": N_("{when:when} · {place}"),
    "earlier.none": N_("{why} So {at:when} is the first that is free at {centre}."),
    "earlier.free": N_("There is something earlier at {centre}: {slots}. Write the time that suits you."),
    "earlier.now": N_("{at:when} at {centre} is the first that there is: it needs {lead:span} to get ready."),
    "earlier.nothing": N_("I have not looked for a time yet. Tell me what you would like done and when, and I look for the first free time."),
}  # fmt: skip
