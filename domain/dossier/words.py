"""What a technician would ask about a car on the phone, and what is held to answer it."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "diagnosis.heading": N_("🩺 <b>What a technician would ask</b> · {about}"),
    "diagnosis.heading.car": N_("{car}, no open warning"),
    "diagnosis.said": N_("<b>{question}</b>\n{answers:lines}"),
    "diagnosis.source": N_("Source: {source}"),
    "diagnosis.source.car": N_("the car's readings"),
    "diagnosis.source.checks": N_("the checks of the car"),
    "diagnosis.source.record": N_("what is on record here"),
    "diagnosis.source.work": N_("the list of bookable work"),
    "diagnosis.unknown": N_("Not known."),
    "diagnosis.to_owner": N_("Ask the owner: “{ask}”"),
    "diagnosis.of_you": N_("You will be asked: “{ask}”"),
    "diagnosis.question.begin": N_("When did it begin?"),
    "diagnosis.question.pattern": N_("All the time, or only cold, while charging or at speed?"),
    "diagnosis.question.distance": N_("How far has it gone since?"),
    "diagnosis.question.changes": N_("Did anything change before?"),
    "diagnosis.question.measured": N_("What was measured last, against what limit?"),
    "diagnosis.question.before": N_("Was it so before, and what was found then?"),
    "diagnosis.question.well": N_("Which other systems are well?"),
    "diagnosis.question.safe": N_("Is it safe to drive here?"),
    "diagnosis.question.ready": N_("Which parts and tools should be ready?"),
    "diagnosis.ask.begin": N_("When did you first notice anything yourself?"),
    "diagnosis.ask.pattern": N_(
        "Do you notice it all the time, or only when it is cold, while charging or at speed?"
    ),
    "diagnosis.ask.distance": N_("About how far have you driven since?"),
    "diagnosis.ask.changes": N_(
        "Was anything changed or done before it began: a service elsewhere, software, other tyres, a bump?"
    ),
    "diagnosis.ask.before": N_("Has this happened before, and what was found then?"),
    "diagnosis.ask.safe": N_(
        "Is a warning light on, or do you hear, smell or feel anything unusual while driving?"
    ),
    "diagnosis.begin.since": N_("Unusual since {since:day_year}."),
    "diagnosis.begin.noticed": N_("Noticed on {since:day_year}, sent on {told:day_year}."),
    "diagnosis.pattern.driving": N_("It is measured only while driving."),
    "diagnosis.pattern.charging": N_("It is measured only while charging."),
    "diagnosis.pattern.standing": N_("It is measured only while the car stands."),
    "diagnosis.pattern.days": P_(
        "Beyond its limit on {beyond:n0} of {n:n0} day with readings since.",
        "Beyond its limit on {beyond:n0} of {n:n0} days with readings since.",
    ),
    "diagnosis.pattern.cold": N_(
        "Below {celsius:n0} °C on {cold:n0} of {of_cold:n0} days, on warmer days on {warm:n0} of {of_warm:n0}."
    ),
    "diagnosis.distance": N_("{km:n0} km, {since:day_year} to {until:day_year}."),
    "diagnosis.distance.least": N_(
        "At least {km:n0} km, {since:day_year} to {until:day_year}; earlier days are not kept."
    ),
    "diagnosis.changes.one": N_("{on:day_year}: {what}"),
    "diagnosis.changes.none": P_(
        "Nothing on record in the {n:n0} day before {until:day_year}.",
        "Nothing on record in the {n:n0} days before {until:day_year}.",
    ),
    "diagnosis.value.0": N_("{value:n0} {unit}"),
    "diagnosis.value.1": N_("{value:n1} {unit}"),
    "diagnosis.value.2": N_("{value:n2} {unit}"),
    "diagnosis.measured": N_("Newest value, {at:day_year}: {value} ({what})"),
    "diagnosis.measured.limit": N_("Limit: {limit:upto2} {unit}"),
    "diagnosis.measured.normal": N_("Usual for this car: {low:upto2} to {high:upto2} {unit}"),
    "diagnosis.heard": N_("Last data: {at:day_year}"),
    "diagnosis.before.one": N_("{told:day_year}: {title}. {outcome}"),
    "diagnosis.before.none": N_("No earlier warning is on record since the car is with this owner."),
    "diagnosis.before.work": N_("Last done: {job}, {on:day_year}"),
    "diagnosis.outcome.found": N_("The workshop found the fault."),
    "diagnosis.outcome.not_found": N_("The workshop found nothing."),
    "diagnosis.outcome.recovered": N_("The values went back to normal."),
    "diagnosis.outcome.done": N_("The work was done, or is no longer due."),
    "diagnosis.outcome.ignored": N_("The operator looked into it: nothing needs doing."),
    "diagnosis.outcome.sold": N_("The car changed hands."),
    "diagnosis.outcome.mended": N_("The workshop fixed it."),
    "diagnosis.well": N_("Looked at, nothing found: {names}"),
    "diagnosis.well.unjudged": N_("Not judged: {names}"),
    "diagnosis.safe.no_warning": N_("No warning is open. That is no proof that all is well."),
    "diagnosis.ready": N_("Work: {job}, {length} in the bay"),
    "diagnosis.ready.part": N_("{part} × {count:n0}"),
    "diagnosis.ready.parts": N_("Parts: {parts}"),
    "diagnosis.ready.tools": N_("Tools: no list is held; see the maker's repair manual."),
    "remote.break.wheels": N_("other wheels"),
    "remote.break.firmware": N_("new firmware"),
    "remote.break.sensor": N_("sensor replaced"),
    "remote.break.part": N_("part replaced"),
    "remote.break.owner": N_("a new owner"),
}
