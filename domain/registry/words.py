"""What the registry says no with: reason and cure."""

from domain.explain.facts import N_

WORDS = {
    "refusal.purpose_unasked": N_(
        "Nothing here uses data for this purpose, so it is not asked for and nothing is collected for it. /privacy shows what is."
    ),
    "refusal.first_use_known": N_(
        "Another first registration of {car} is on record already. If it is wrong, ask your operator to correct it."
    ),
    "refusal.date_in_future": N_("{date} has not come yet. Check the day."),
    "refusal.date_long_ago": N_(
        "{date} is before {first}, so it cannot be a day of this car. Check the year."
    ),
    "refusal.date_before_use": N_(
        "{date} is before the car was first used ({since}). Check the day, or correct the first use."
    ),
    "refusal.vin_length": N_(
        "A VIN has 17 characters; this one has {length}. Check it against the vehicle papers."
    ),
    "refusal.vin_letters": N_(
        "A VIN contains only digits and letters other than I, O and Q; this one contains {letters}. Check for mistyped 1 and 0."
    ),
    "refusal.vin_check_digit": N_(
        "The check digit {found} in position 9 does not match, so the VIN is mistyped. Compare it character by character."
    ),
    "refusal.vehicle_known": N_(
        "A car with this VIN is already registered. Look it up instead of adding it again."
    ),
    "refusal.vehicle_unknown": N_("There is no such car in the register. List the cars to find its number."),
    "refusal.vehicle_not_yours": N_(
        "You have no such car here. First link it with a code from your car or your service centre."
    ),
    "refusal.key_unknown": N_("This vehicle key is not valid. Ask the operator for a new key."),
    "refusal.token_unknown": N_("This access token is not valid. Ask for a new one."),
    "refusal.token_expired": N_("This access token has reached its end. Ask for a new one."),
    "refusal.access_token_unknown": N_(
        "There is no access token with this number. See the list of tokens for those there are."
    ),
    "refusal.link_locked": N_("Too many wrong codes. Please try again after {until:time} with a fresh code."),
    "refusal.link_wrong": N_(
        "This code does not work: it may be mistyped, already used or older than ten minutes. Get a fresh one from your car or service centre."
    ),
    "refusal.link_held": N_(
        "This car already has an owner here. Ask the owner to unlink it, or ask for a driver's code."
    ),
    "refusal.link_ownerless": N_(
        "Nobody has linked this car as its owner yet. The owner links it first, then a driver's code works."
    ),
    "refusal.driver_unknown": N_(
        "There is no such driver of your cars: the access may have ended. List the drivers again."
    ),
    "refusal.driver_reads_only": N_(
        "You may see this car as its driver; booking and changes are its owner's. Please ask the owner."
    ),
    "refusal.centre_code_unknown": N_(
        "There is no centre with the code {code}. Add the centre first, or leave the column empty."
    ),
    "refusal.sheet_type": N_("A sheet must be sent as text/csv. Set the Content-Type header."),
    "refusal.sheet_encoding": N_(
        "The characters of the sheet cannot be read. Save it as “CSV UTF-8” and send it again."
    ),
    "refusal.sheet_unreadable": N_("Line {line:n0} is not valid CSV. Check its quotation marks."),
    "refusal.sheet_empty": N_("The sheet is empty. Its first line must name the columns."),
    "refusal.sheet_long": N_("A sheet may hold at most {most:n0} rows. Send it in parts."),
    "refusal.sheet_columns": N_(
        "These columns are missing, unknown or given twice: {wrong}. Columns are {known}."
    ),
    "refusal.row_length": N_(
        "The row has {found:n0} cells, but the header has {wanted:n0}. Put cells that contain a comma in quotation marks."
    ),
    "refusal.cell_invalid": N_(
        "The value of {column} is not valid: {reason}. Write it as the example under “Sheets” of docs/api.md does."
    ),
    "refusal.entry_invalid": N_("The entry is not valid: {reason}. See /schema for the form."),
    "refusal.entry_twice": N_("{name} is given twice. Give each one once."),
    "refusal.skill_unknown": N_("No job needs the skill {skill}; it may be mistyped. Skills are {known}."),
    "refusal.part_unknown": N_("No job uses the part {part}; it may be mistyped. Parts are {known}."),
    "refusal.check_unknown": N_(
        "There is no check {check}. Checks are {known}; leave it empty for the car in general."
    ),
}
