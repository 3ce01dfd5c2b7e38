"""What telemetry says no with: why, and what the sender should do.

`refusal.` answers for a whole request, `reading.` for one value or record, with the cure beside it.
"""

from domain.explain.facts import N_

WORDS = {
    "refusal.body_too_large": N_(
        "The request is larger than {limit:n0} MiB as sent. Send fewer records at a time, or compress them."
    ),
    "refusal.body_inflates": N_(
        "The request is larger than {limit:n0} MiB once decompressed. Send fewer records at a time."
    ),
    "refusal.body_broken": N_(
        "The request could not be decompressed as {encoding}: it is damaged, incomplete or followed by extra data. Compress it again and send it whole."
    ),
    "refusal.encoding_unknown": N_(
        "The content encoding {encoding} is not supported. Use one of these: {known}."
    ),
    "refusal.json_broken": N_("The request is not JSON: {problem}. Send one JSON object in UTF-8."),
    "refusal.json_shape": N_(
        "The request does not match the documented form: {problem}. Compare it with the description under /schema."
    ),
    "refusal.json_deep": N_(
        "The request is nested too deeply: a signal's value is a number, true or false. Send the items of a list as separate signals."
    ),
    "refusal.json_long": N_(
        "The request holds a text of thousands of characters, or blanks without end. Names, units and times are shorter than {limit:n0} characters."
    ),
    "refusal.records_many": N_(
        "The request holds {count:n0} records; the limit is {limit:n0}. Send them in several requests."
    ),
    "refusal.signals_many": N_(
        "Record {record:n0} holds more than {limit:n0} signals. Split it into two records with the same time."
    ),
    "refusal.values_many": N_(
        "The request holds more than {limit:n0} values. Send them in several requests."
    ),
    "refusal.recording_kind": N_("{file} is neither CSV nor Parquet. Convert it to one of them."),
    "refusal.recording_columns": N_(
        "{file} has no time column (at, time or timestamp) or no column named by a VSS path of the catalogue. Rename its columns."
    ),
    "refusal.recording_start": N_("{file} has no reliable times. Give the time of its first record."),
    "refusal.recording_zone": N_(
        "Line {line}, column {column} of {file}: the time “{found}” cannot be read or has no zone. Write it as in RFC 3339, such as 2026-11-22T10:00:00Z; seconds or milliseconds since 1970 go into a column at_s or at_ms."
    ),
    "refusal.replay_stopped": N_(
        "The server answered {answer} to records {first:n0} to {last:n0}: {detail} What was sent before is stored; sending everything again does no harm."
    ),
    "reading.signal_unknown": N_("There is no signal of this name in the catalogue."),
    "reading.signal_unknown.cure": N_("Use the COVESA VSS path, or leave the signal out."),
    "reading.unit_differs": N_("The unit {sent_unit} was declared, and there is no way from it to {unit}."),
    "reading.unit_differs.cure": N_("Declare one of these units, or convert the values yourself: {units}."),
    "reading.value_not_number": N_("{found} is not a finite number."),
    "reading.value_not_number.cure": N_("Send a plain JSON number, or leave the signal out of this record."),
    "reading.value_not_boolean": N_("{found} is neither true nor false."),
    "reading.value_not_boolean.cure": N_("Send true or false without quotation marks."),
    "reading.value_out_of_range": N_(
        "{found} is outside the range of a working sensor: {low} to {high} ({unit})."
    ),
    "reading.value_out_of_range.cure": N_(
        "Check the unit and the sensor; leave the value out if it is not valid."
    ),
    "reading.value_not_codes": N_("{found} is not a list of fault codes, or holds more than eight."),
    "reading.value_not_codes.cure": N_(
        'Send at most eight active codes as strings, such as ["P0A1F"], or an empty list if there are none.'
    ),
    "reading.value_expired": N_("This signal is stored for {days:n0} days, and the value is older."),
    "reading.value_expired.cure": N_("Do not send it."),
    "reading.value_repeated": N_(
        "The same moment occurs twice in this request; one value is stored, the larger one if they differ."
    ),
    "reading.value_repeated.cure": N_("Send each signal once per moment."),
    "reading.time_missing": N_("The record has no time."),
    "reading.time_missing.cure": N_('Add "at", such as "2026-11-22T10:00:00Z".'),
    "reading.time_unreadable": N_("The time {found} cannot be read."),
    "reading.time_unreadable.cure": N_(
        'Write it as a string as in RFC 3339, such as "2026-11-22T10:00:00Z". For a number, declare for "at" in "units" what it counts since 1970 (UTC): "s" or "ms".'
    ),
    "reading.time_scale": N_("The time {found} does not fit the declared unit."),
    "reading.time_scale.cure": N_(
        'Check "at" in "units": ten digits are seconds ("s"), thirteen are milliseconds ("ms").'
    ),
    "reading.time_without_zone": N_("The time {found} has no zone."),
    "reading.time_without_zone.cure": N_('Add "Z" or an offset such as "+08:00".'),
    "reading.time_future": N_("The time {found} is more than five minutes ahead of the server's clock."),
    "reading.time_future.cure": N_("Set the sender's clock, then send the record again with the right time."),
    "reading.time_old": N_("The time {found} is more than 30 days ago."),
    "reading.time_old.cure": N_("Do not send records that old."),
    "reading.time_of_earlier_owner": N_("The record dates from before the current owner had the car."),
    "reading.time_of_earlier_owner.cure": N_("Delete it: it may not be shown to another person."),
    "unwanted.no_owner": N_("No owner has linked this car, so nothing is stored."),
    "unwanted.not_collected": N_("Nothing here uses this signal, so it is not collected."),
    "unwanted.no_consent": N_("The owner has not agreed to this use of the signal, so it is not stored."),
    "unwanted.privacy_mode": N_("The owner has turned on privacy mode, so this signal is not stored."),
}
