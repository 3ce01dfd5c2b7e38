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
    "reading.value_not_codes": N_(
        "{found} is no fault code, or comes after the first 64. The other codes of the list are stored."
    ),
    "reading.value_not_codes.cure": N_(
        'Send up to 64 active codes as a list of strings, such as ["P0A1F", "U0100-87"], or an empty list if there are none.'
    ),
    "reading.value_absent": N_("{found} says that there is no value, so nothing is stored."),
    "reading.value_absent.cure": N_("Nothing needs to be done; you may also leave the signal out."),
    "doubt.absent": N_(
        "Senders put this where they have no value; it is stored, but nothing is judged by it."
    ),
    "doubt.jump": N_("No car can change this fast; it is stored, but nothing is judged by it."),
    "doubt.cause.tyre_psi": N_("The tyre pressures look like psi, not kPa."),
    "doubt.cause.tyre_bar": N_("The tyre pressures look like bar, not kPa."),
    "doubt.cause.tyre_mpa": N_("The tyre pressures look like MPa, not kPa."),
    "doubt.cause.tyre_scale": N_("All tyre pressures are far too low by the same factor."),
    "doubt.cause.wheels": N_(
        "The tyre that the car calls low is not the one with the lowest pressure: wheels seem to be mixed up."
    ),
    "doubt.cause.power_sign": N_("Battery power and current have opposite signs; one of them is reversed."),
    "doubt.cause.current_sign": N_(
        "Battery current or power is negative while the car charges: the sign is reversed."
    ),
    "doubt.cause.power_kw": N_("The battery power looks like kW, not W."),
    "doubt.cause.power_scale": N_(
        "Battery power is not voltage times current: one of them has another scale."
    ),
    "doubt.cause.pack_volts": N_("The battery voltage does not fit the cell voltages: it has another scale."),
    "doubt.cause.energy": N_(
        "The energy that was charged or used does not fit the change of the state of charge."
    ),
    "doubt.cause.soc_fraction": N_("The state of charge looks like a share from 0 to 1, not percent."),
    "doubt.cause.odometer_km": N_("The odometer looks like km, not m."),
    "doubt.cause.odometer_mi": N_("The odometer looks like miles."),
    "doubt.cause.odometer_scale": N_("The odometer does not fit the speed: one of them has another unit."),
    "doubt.cause.speed_mph": N_("The speed looks like mph, not km/h."),
    "doubt.cause.speed_ms": N_("The speed looks like m/s, not km/h."),
    "doubt.cause.fahrenheit": N_("The temperatures look like °F, not °C."),
    "doubt.cause.cells_swapped": N_("The lowest cell voltage lies above the highest: the two are swapped."),
    "doubt.cause.clock_zone": N_(
        "The sender's times are ahead by whole hours: they look like local time sent as UTC."
    ),
    "doubt.cause.clock_ahead": N_("The sender's clock is ahead."),
    "doubt.cause.clock_unset": N_("The sender's clock has not been set: its times are years old."),
    "doubt.cause.unit_mv": N_("The refused voltages look like mV, not V."),
    "doubt.cause.unit_pa": N_("The refused pressures look like Pa."),
    "doubt.cause.unit_mbar": N_("The refused pressures look like mbar, not kPa."),
    "doubt.cause.unit_kpa": N_("The refused air pressures look like kPa, not hPa."),
    "doubt.cause.unit_kelvin": N_("The refused temperatures look like kelvin, not °C."),
    "doubt.cause.unit_fahrenheit": N_("The refused temperatures look like °F, not °C."),
    "doubt.cause.unit_mw": N_("The refused power looks like mW, not W."),
    "doubt.cause.unit_ma": N_("The refused current looks like mA, not A."),
    "doubt.cause.unit_cms": N_("The refused speed looks like cm/s, not km/h."),
    "doubt.cause.unit_mm": N_("The refused odometer looks like mm, not m."),
    "doubt.cause.two_sources": N_("Two sources seem to send this signal, and they do not agree."),
    "doubt.cure.two_sources": N_("Leave the signal to one of the sources in their settings."),
    "doubt.cause.moved": N_("The odometer has fallen back for good: the device seems to sit in another car."),
    "doubt.cure.unit": N_("Declare the unit in the source's settings, or convert the values before sending."),
    "doubt.cure.sign": N_("Let the source count what charges the battery as positive."),
    "doubt.cure.swapped": N_("Check in the source's settings which signal stands for which part."),
    "doubt.cure.clock": N_("Set the sender's clock and zone, and send times with their offset or in UTC."),
    "doubt.cure.moved": N_(
        "If it was moved, register it for its new car and send with that car's key; if not, have the device checked."
    ),
    "refusal.doubt_unknown": N_("There is no open notice of this number. List them again."),
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
    "reading.time_before_cars": N_("The time {found} is before 2008: the clock was not set."),
    "reading.time_before_cars.cure": N_("Leave these records out, or correct their times."),
    "reading.time_of_earlier_owner": N_("The record dates from before the current owner had the car."),
    "reading.time_of_earlier_owner.cure": N_("Delete it: it may not be shown to another person."),
    "unwanted.no_owner": N_("No owner has linked this car, so nothing is stored."),
    "unwanted.not_collected": N_("Nothing here uses this signal, so it is not collected."),
    "unwanted.no_consent": N_(
        "The owner does not agree to this use of the signal, or did not when it was measured, so it is not stored."
    ),
    "unwanted.privacy_mode": N_(
        "Privacy mode is on, or was on when this was measured, so this signal is not stored."
    ),
}
