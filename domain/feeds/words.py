"""Why a value of a source becomes no reading, and what an import says no with."""

from domain.explain.facts import N_

WORDS = {
    "feed.why.no_value": N_("the source says that it has no value"),
    "feed.why.not_number": N_("not a number"),
    "feed.why.not_boolean": N_("neither a yes nor a no that the source documents"),
    "feed.why.not_code": N_("not a fault code"),
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
    "feed.why.other_car": N_("of another car"),
    "feed.why.row_broken": N_("not a whole row"),
    "feed.why.time_unreadable": N_("its time cannot be read"),
    "feed.why.time_impossible": N_("its time is before 2008 or after 2099"),
    "refusal.import_kind": N_(
        "{file} is of no kind that is known here: {known}. Name its kind with --kind, or say with --mapping what its columns are; docs/feeds.md shows how."
    ),
    "refusal.import_start": N_(
        "The name of {file} does not tell when it begins. Name it as Car Scanner does, such as 2026-11-22 08-30-00.csv."
    ),
    "refusal.import_mapping": N_("The mapping cannot be used: {reason}. docs/feeds.md shows one."),
    "refusal.import_empty": N_(
        "Nothing in {file} can be used: of {rows:n0} rows none has a time and a value that a check reads. Look at it with --dry-run."
    ),
    "refusal.import_zone": N_("There is no time zone {zone}. Give a name such as Asia/Shanghai or UTC."),
    "refusal.import_database_alone": N_("A database is read in by itself: name no other source beside it."),
    "refusal.import_database_url": N_(
        "This is no address of a database. Write it as postgresql://teslamate@host:5432/teslamate, special characters of a password as %40 and the like, or leave the password to PGPASSWORD."
    ),
    "refusal.import_database_unreached": N_(
        "TeslaMate's database cannot be reached: {reason}. Check address, user and password, and that its port is open to this machine."
    ),
    "refusal.import_database_foreign": N_(
        "This database is not TeslaMate's, or its user may not read it: {missing} cannot be seen. Name TeslaMate's own database, and a user who may read its tables."
    ),
    "refusal.import_database_car": N_("Say with --source-car which of TeslaMate's cars it is: {known}."),
    "refusal.import_database_lost": N_(
        "TeslaMate's database did not answer to the end: {reason}. Run the same command again: it goes on after the last day that is done."
    ),
    "refusal.import_no_owner": N_(
        "Nobody has linked this car, so its past belongs to nobody. Let its owner link it in the chat first."
    ),
    "refusal.import_no_consent": N_(
        "The car's owner does not agree to health checks, so nothing may be read in. Ask again once they agree."
    ),
    "refusal.feed_unknown": N_("{found} is none of the sources: {known}."),
    "refusal.feed_name": N_(
        "{found} cannot be a car's name there. Give it as it stands in the topics, such as cars/1; docs/feeds.md shows where."
    ),
    "refusal.feed_no_owner": N_("Nobody has linked this car. Let its owner link it in the chat first."),
    "refusal.feed_link_unknown": N_(
        "There is no connection of this number. `beforehand admin feed list` names them."
    ),
}
