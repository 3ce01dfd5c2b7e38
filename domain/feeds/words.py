"""Why a value of a source becomes no reading, and what an import says no with."""

from domain.explain.facts import N_

WORDS = {
    "feed.why.no_value": N_("the source says that it has no value"),
    "feed.why.not_number": N_("not a number"),
    "feed.why.not_boolean": N_("neither a yes nor a no that the source documents"),
    "feed.why.retained": N_("kept by the broker from an unknown time"),
    "feed.why.asleep": N_("repeated from before the car fell asleep"),
    "feed.why.unknown_key": N_("not in the source's documents"),
    "feed.why.unreadable": N_("not in the form that the source documents"),
    "feed.why.unit_unknown": N_("nobody says in which unit"),
    "feed.why.no_signal": N_("no check reads anything like it"),
    "feed.why.session": N_("the charger's side of a charge, not the battery's"),
    "feed.why.setting": N_("a choice of the driver, not a measurement"),
    "feed.why.identity": N_("says who or where, which no check needs"),
    "feed.why.deprecated": N_("replaced by another key of the source"),
    "feed.why.status": N_("how the source itself is"),
}
