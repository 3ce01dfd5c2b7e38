"""What a health report says."""

from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[dict[str, str | Plural]] = {
    "checkup.heading": N_("🩺 <b>{car}</b>: health report, {on:day_year}"),
    "checkup.title": N_("{model}: health report, {on:day_year}"),
    "checkup.none.care": N_(
        "A health report is made of health checks, which you have not allowed or have stopped. Allow them, and I can make it."
    ),
    "checkup.free": N_("What you need to be safe:"),
    "checkup.score": N_("Score: {score:n0} of 100"),
    "checkup.score.none": N_(
        "No score: parts of less than {least:n0} of 100 points of weight are known. What is known stands below."
    ),
    "checkup.score.part": N_(
        "Not known, and left out: {parts}. The other weights, {known:n0} of 100, count as the whole."
    ),
    "checkup.score.about": N_(
        "The score is the mean of the parts below by their weights. Weights and points are a choice of Beforehand; no authority and no insurer has set them."
    ),
    "checkup.section.car": N_("The car"),
    "checkup.section.score": N_("Score"),
    "checkup.section.systems": N_("Systems"),
    "checkup.section.warned": N_("Warnings of the last 12 months, and those still open"),
    "checkup.section.services": N_("Services on record"),
    "checkup.section.battery": N_("Battery certificate"),
    "checkup.section.compared": N_("Compared with cars like it"),
    "checkup.section.ahead": N_("The next 12 months"),
    "checkup.section.about": N_("About this report"),
    "checkup.car.model": N_("Model: {model}"),
    "checkup.car.vin": N_("Vehicle identification number: {vin}"),
    "checkup.car.since": N_("In use since: {on:day_year}"),
    "checkup.car.odometer": N_("Odometer: {km:n0} km"),
    "checkup.car.odometer.none": N_("Odometer: not known"),
    "checkup.part.battery": N_("Battery health (weight {weight:n0})"),
    "checkup.part.systems": N_("Systems (weight {weight:n0})"),
    "checkup.part.services": N_("Service plan (weight {weight:n0})"),
    "checkup.part.recalls": N_("Recalls (weight {weight:n0})"),
    "checkup.points": N_("{points:n0} of 100"),
    "checkup.name.battery": N_("battery health"),
    "checkup.name.systems": N_("systems"),
    "checkup.name.services": N_("service plan"),
    "checkup.name.recalls": N_("recalls"),
    "checkup.counted.battery": P_(
        "Battery health: 100% of new earns 100 points, {worn:n0}% or less none. Counted: {n:n0} charge.",
        "Battery health: 100% of new earns 100 points, {worn:n0}% or less none. Counted: {n:n0} charges.",
    ),
    "checkup.counted.systems": N_(
        "Systems: one without a warning earns 100 points, with a blue one {blue:n0}, a yellow one {yellow:n0}, a red one {red:n0}; the part is their mean. Counted: {counted:n0}, with a warning: {against:n0}."
    ),
    "checkup.counted.services": N_(
        "Service plan: the share of its tasks that are not overdue. Counted: {counted:n0}, overdue: {against:n0}."
    ),
    "checkup.counted.recalls": N_(
        "Recalls: 100 points with none open, else none. Campaigns on the operator's list: {counted:n0}, open for this car: {against:n0}."
    ),
    "checkup.unknown.battery": N_(
        "Battery health: not known. It takes five charges of 20 points or more in half a year, and the capacity when new."
    ),
    "checkup.unknown.systems": N_("Systems: not known. None could be judged."),
    "checkup.unknown.services": N_("Service plan: not known. Nothing on record says from when to count."),
    "checkup.unknown.recalls": N_("Recalls: not known. The operator has entered no campaign."),
    "checkup.system.clear": N_("{name}: nothing wrong"),
    "checkup.system.clear.on": N_("{name}: nothing wrong (newest reading {on:day_year})"),
    "checkup.system.warned": N_("{name}: {level} warning open"),
    "checkup.system.seen_once": N_(
        "{name}: something was seen once; a second look has to confirm it. Not counted."
    ),
    "checkup.system.unknown": N_("{name}: not known. {why}"),
    "checkup.level.blue": N_("blue"),
    "checkup.level.yellow": N_("yellow"),
    "checkup.level.red": N_("red"),
    "checkup.why.doubt": N_("A value that it goes by is in doubt."),
    "checkup.why.too_old": N_("Its readings are too old."),
    "checkup.why.resting": N_("Its signals are switched off."),
    "checkup.why.no_signal": N_("The car does not send what it takes."),
    "checkup.why.nothing_yet": N_("What it judges by has not happened yet."),
    "checkup.why.too_little": N_("There are too few readings, or too old ones."),
    "checkup.systems.sum": N_(
        "Systems: {clear:n0} with nothing wrong, {warned:n0} with something wrong, {open:n0} not known"
    ),
    "checkup.systems.none": N_("Systems: none is known"),
    "checkup.open": N_("Open warning: {title}"),
    "checkup.open.none": N_("No warning is open."),
    "checkup.recalls.open": P_(
        "{n:n0} recall is open: have it done, it costs nothing.",
        "{n:n0} recalls are open: have them done, they cost nothing.",
    ),
    "checkup.recalls.none": N_("No recall is open."),
    "checkup.overdue": N_("Overdue: {line}"),
    "checkup.next": N_("Next: {line}"),
    "checkup.warned.sum": N_(
        "Warned: {n:n0}. Right: {right:n0}, wrong: {wrong:n0}, not known yet: {open:n0}."
    ),
    "checkup.warned.none": N_("No warning was told."),
    "checkup.warned.line": N_("{on:day_year}: {title} ({level}) – {outcome}"),
    "checkup.right.workshop": N_("right: the workshop found it"),
    "checkup.right.owner": N_("right, says the owner"),
    "checkup.wrong.workshop": N_("wrong: the workshop found nothing"),
    "checkup.wrong.owner": N_("wrong, says the owner"),
    "checkup.outcome.open": N_("it is still open"),
    "checkup.outcome.over": N_("over; nobody has said whether it was right"),
    "checkup.service.line": N_("{on:day_year}: {job}, {where}"),
    "checkup.service.line.km": N_("{on:day_year}: {job}, {km:n0} km, {where}"),
    "checkup.where.here": N_("by the workshop"),
    "checkup.where.elsewhere": N_("told by the owner"),
    "checkup.service.none": N_("No service is on record. That does not mean that none was done."),
    "checkup.battery.none": N_(
        "No certificate: it takes five charges of 20 points or more in the last half year, and the capacity when new."
    ),
    "checkup.battery.not_lab": N_(
        "This is no certificate of a laboratory. It rests on the car's own charges."
    ),
    "checkup.battery.soh": N_(
        "Battery health: {soh:n1}% of its capacity when new, which was {new:n1} kWh ({kwh:n1} kWh are left)"
    ),
    "checkup.battery.interval": N_(
        "Interval: {low:n1}–{high:n1}%, by the usual error of such estimates (3 points each way)"
    ),
    "checkup.battery.confidence": N_(
        "Confidence: {score:n0} of 100, by how many charges there are, how little they scatter, slow and fast ones, their span and temperatures"
    ),
    "checkup.battery.method": N_(
        "Method: the energy put in, divided by the gain in state of charge; the middle of the charges, weighted by their gain (energy-over-soc/2). The range that the car shows is not used."
    ),
    "checkup.battery.charges": N_(
        "Charges: {n:n0} counted, {fast:n0} of them fast, out of {held:n0} in half a year; from {first:day_year} to {last:day_year}"
    ),
    "checkup.battery.conditions": N_(
        "Test conditions: everyday charges of 20 points or more (median gain {gained:n0} points), battery between 5 and 30 °C"
    ),
    "checkup.battery.warmth": N_("Battery temperature in these charges: {coldest:n0} to {warmest:n0} °C"),
    "checkup.battery.warmth.none": N_("Battery temperature in these charges: the car does not send it"),
    "checkup.battery.workshop": N_("Measured by a workshop on {on:day_year}: {soh:n1}% ({method})"),
    "checkup.battery.workshop.none": N_("No workshop has measured it."),
    "checkup.battery.on": N_("Date of this certificate: {on:day_year}"),
    "checkup.method.capacity": N_("charged or discharged in full and counted"),
    "checkup.method.certificate": N_("certificate of an independent tester"),
    "checkup.method.car": N_("read from the car's battery computer"),
    "checkup.battery.short": N_("Battery: about {soh:n0}% of new ({low:n0}–{high:n0}%)"),
    "checkup.compared.line": N_(
        "{name}: {own}; eight in ten of {cars:n0} cars like it between {low} and {high}, the middle one {middle}"
    ),
    "checkup.compared.none": N_("Not compared: fewer than five owners of cars like it have agreed to that."),
    "checkup.measure.soh": N_("Battery health"),
    "checkup.measure.consumption_15c": N_("Consumption at 15 °C and 40 km/h"),
    "checkup.measure.twelve_volt_rest": N_("12-volt battery at rest"),
    "checkup.measure.tyre_loss_month": N_("Pressure lost by a tyre each month"),
    "checkup.measure.loop_warmth": N_("Coolant above the outside air"),
    "checkup.value.soh": N_("{value:n0}%"),
    "checkup.value.consumption_15c": N_("{value:n1} kWh/100 km"),
    "checkup.value.twelve_volt_rest": N_("{value:n2} V"),
    "checkup.value.tyre_loss_month": N_("{value:n1} kPa"),
    "checkup.value.loop_warmth": N_("{value:n1} K"),
    "checkup.due.none": N_("Service plan: nothing comes up, or nothing on record says from when to count."),
    "checkup.season": N_("Season: {task}"),
    "checkup.season.none": N_(
        "Season: nothing now. I tell you some weeks before wheels have to be changed or the car prepared for cold or heat."
    ),
    "checkup.outlook.none": N_("Battery: no forecast, as its health is not known."),
    "checkup.outlook.plan": N_("Battery: how it should go on is not part of this plan."),
    "checkup.outlook": N_("Battery: {line}"),
    "checkup.about.source": N_(
        "Made by Beforehand of what the car sent and what is on record. What nobody sent or told cannot stand in it; the car was not inspected."
    ),
    "checkup.about.signed": N_(
        "The PDF is signed, and comes with a file of a second signature. Whoever has it can check that nothing was changed: beforehand checkup verify FILE"
    ),
    "checkup.about.page": N_("The signed PDF tells which car it is of."),
    "checkup.paged": N_(
        "📄 Health report, to keep or hand on. It is signed: PDF programs show whether it was changed. The next file is a second signature: keep both together."
    ),
    "checkup.signed": N_("🔏 Its signature, made with key {key}"),
    "checkup.page": N_(
        "🌐 The health report as a page, as it stands now, without your name and the car's number: {address}\nWhoever has the link can open it until {until:when}; openings are listed in /looks, those within an hour as one."
    ),
    "checkup.button.show": N_("Show the health report"),
    "checkup.button.paged": N_("📄 PDF, signed"),
    "checkup.button.page": N_("🌐 Page"),
    "checkup.yearly": P_(
        "🩺 {car} is {n:n0} year old this month. Its health report of the year is ready.",
        "🩺 {car} is {n:n0} years old this month. Its health report of the year is ready.",
    ),
}
