"""What the garage says no with: reason and cure."""

from domain.explain.facts import N_

WORDS = {
    "refusal.vin_length": N_(
        "A VIN has 17 characters; this one has {length}. Check it against the vehicle papers."
    ),
    "refusal.vin_letters": N_(
        "A VIN holds digits and letters other than I, O and Q; found: {letters}. Check for mistyped 1 and 0."
    ),
    "refusal.vin_check_digit": N_(
        "The check digit {found} at the ninth place does not fit the rest, so the VIN is mistyped. Compare it character by character."
    ),
    "refusal.vehicle_known": N_(
        "A car with this VIN is registered already. Look it up instead of adding it again."
    ),
    "refusal.vehicle_unknown": N_("There is no such car in the register. List the cars to find its number."),
    "refusal.vehicle_not_yours": N_(
        "You have no such car here. Link it first with a code from your car or your service centre."
    ),
    "refusal.key_unknown": N_("This vehicle key is not valid. Ask the operator for a new key."),
    "refusal.token_unknown": N_("This access token is not valid. Ask for a new one."),
    "refusal.link_locked": N_("Too many wrong codes. Please try again after {until:time} with a fresh code."),
    "refusal.link_wrong": N_(
        "This code does not work: it may be mistyped, used or older than ten minutes. Ask your car or service centre for a fresh one."
    ),
    "refusal.link_held": N_(
        "This car has an owner here already. Ask the owner to unlink it, or ask for a driver's code."
    ),
    "refusal.centre_code_unknown": N_(
        "There is no centre with the code {code}. Add the centre first, or leave the column empty."
    ),
    "refusal.sheet_type": N_("A sheet is sent as text/csv. Set the Content-Type header."),
    "refusal.sheet_encoding": N_("The sheet is not UTF-8. Save it as “CSV UTF-8” and send it again."),
    "refusal.sheet_unreadable": N_("Line {line:n0} is not well-formed CSV. Check its quotation marks."),
    "refusal.sheet_empty": N_("The sheet is empty. Its first line names the columns."),
    "refusal.sheet_long": N_("A sheet holds at most {most:n0} rows. Send it in parts."),
    "refusal.sheet_columns": N_(
        "These columns are missing, unknown or given twice: {wrong}. Known are {known}."
    ),
    "refusal.row_length": N_(
        "The row has {found:n0} cells, the header {wanted:n0}. Quote cells that hold a comma."
    ),
    "refusal.cell_invalid": N_("The value of {column} does not fit: {reason}."),
    "refusal.entry_invalid": N_("The entry does not fit: {reason}. See the documented form."),
    "refusal.entry_twice": N_("{name} is given twice. Give each one once."),
    "refusal.skill_unknown": N_("No job needs the skill {skill}, so it is mistyped. Skills are {known}."),
    "refusal.part_unknown": N_("No job uses the part {part}, so it is mistyped. Parts are {known}."),
    "refusal.check_unknown": N_(
        "There is no check {check}. Checks are {known}; leave it empty for the car in general."
    ),
}
