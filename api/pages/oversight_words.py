"""What the pages of the data protection officer say, and in which order they stand."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

NAVIGATION: Final = (
    ("/oversight", "page.oversight"),
    ("/operator/looks", "looks.title"),
    ("/operator/access", "page.access"),
    ("/operator/running", "page.running"),
    ("/sessions", "page.sessions"),
)
WORDS: Final[Mapping[str, str]] = {
    "access.role.dpo": N_("data protection officer"),
    "access.dpo": N_("Sign a data protection officer in"),
    "access.dpo.about": N_(
        "Sees who looked at what, erasures and copies, deletion in time, and who may come in. Signs in with an authenticator app."
    ),
    "access.dpo.name": N_("Name of the officer"),
    "page.oversight": N_("Data protection"),
    "oversight.about": N_("What is kept, erasures, copies and deletion in time. Owners are not named here."),
    "oversight.kept": N_("Nobody who was erased has come back with a backup"),
    "oversight.back": N_(
        "The list of erasures and the database disagree, as after a backup was restored: ask the operator to start the service again"
    ),
    "oversight.erasures": N_("Erasures that owners asked for"),
    "oversight.erasures.about": N_("Carried out at once when the owner confirms; listed here for 90 days."),
    "oversight.erased": N_("carried out {at:when}"),
    "oversight.backups": N_("The last backup that may hold it is gone by {at:day_year}"),
    "oversight.copies": N_("Copies of all data that owners took"),
    "oversight.copies.about": N_(
        "Handed over in the chat at once; listed for 400 days, or until the owner is erased."
    ),
    "oversight.copied": N_("handed over {at:when}"),
    "oversight.number": N_("No. {n}"),
    "oversight.kinds": N_("What is kept of owners"),
    "oversight.kinds.about": N_(
        "In the words in which owners read it in the chat, from what every table and signal declares."
    ),
    "oversight.kind": N_("Kind of data"),
    "oversight.why": N_("What it is, and why"),
    "oversight.purposes": N_("Purpose"),
    "oversight.until": N_("Kept"),
    "oversight.none": N_("None."),
}
