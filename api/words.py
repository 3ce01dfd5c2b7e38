"""What the HTTP edge itself says no with: reason and cure."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_, P_, Plural

WORDS: Final[Mapping[str, str | Plural]] = {
    "refusal.role_wrong": N_("This token may not do that; the role {role} is needed. Ask the operator."),
    "refusal.request_invalid": N_(
        "The request does not match the documented form. See `fields` for what is wrong, and /schema for the form."
    ),
    "refusal.not_found": N_("There is nothing at this address. See /schema for the addresses there are."),
    "refusal.visit_unknown.centre": N_(
        "This centre has no visit with this number. The agenda of a day lists its visits: GET /v1/centre/agenda?day=2026-11-19."
    ),
    "refusal.already_cancelled.centre": N_(
        "This visit was cancelled or has expired, so nothing can be reported of it. Check the number in the agenda of its day."
    ),
    "refusal.already_done.centre": N_(
        "What was found at this visit has been reported already. Nothing was changed."
    ),
    "remote.withheld": N_(
        "Places, speeds, pedals and times of day are left out: a workshop does not need them. Distances are given by the week."
    ),
    "remote.page.at": N_("as of {at:when_year}"),
    "remote.page.heard": N_("last data {age:span} ago"),
    "remote.page.privacy": N_("privacy mode: only data needed for safety"),
    "remote.page.none": N_("None."),
    "remote.page.words": N_(
        "Findings are worded as the owner reads them. Probabilities come from simulated cars unless a model says otherwise: docs/models.md."
    ),
    "remote.active": N_("Current findings"),
    "remote.active.about": N_("Found by these checks now, whether or not the owner has been told."),
    "remote.active.seen": N_("Seen:"),
    "remote.active.matters": N_("Why it matters:"),
    "remote.active.action": N_("What to do:"),
    "remote.active.sure": N_("How certain:"),
    "remote.level.1": N_("within a month"),
    "remote.level.2": N_("within a week"),
    "remote.level.3": N_("within 48 hours"),
    "remote.chances": N_("Chance of trouble: {chances} ({model})."),
    "remote.within.two": N_("{chance:pct} within 48 hours"),
    "remote.within.seven": N_("{chance:pct} within 7 days"),
    "remote.within.thirty": N_("{chance:pct} within 30 days"),
    "remote.chances.for": N_("points to it: {name}"),
    "remote.chances.against": N_("points against it: {name}"),
    "remote.warnings": N_("Warnings sent to the owner"),
    "remote.warnings.about": N_("Sent and not yet resolved."),
    "remote.warnings.since": N_("Noticed on {since:day_year}, sent on {told:day_year}."),
    "remote.warnings.noted": N_("The owner has acknowledged it."),
    "remote.questions": N_("Remote diagnosis"),
    "remote.questions.about": N_("What you would ask on the phone, answered from data as far as they tell."),
    "remote.questions.of": N_("What you would ask: {title}"),
    "remote.questions.car": N_("What you would ask about this car"),
    "remote.ruled_out": N_("Already ruled out"),
    "remote.ruled_out.about": N_(
        "These checks had enough data and found nothing. The bar shows how close each came to its limit."
    ),
    "remote.margin": N_("{strength:pct} of its limit"),
    "remote.apart": N_("Tested not to warn about: {what}."),
    "remote.limits": N_("How far this can be relied on"),
    "remote.unjudged": N_("Not judged"),
    "remote.unjudged.about": N_("No finding here does not mean that all is well: check these yourself."),
    "remote.missing": P_("{n} signal was missing", "{n} signals were missing"),
    "remote.readings": P_("{n:n0} reading", "{n:n0} readings"),
    "remote.state": N_("Newest values"),
    "remote.state.signal": N_("signal"),
    "remote.state.value": N_("value"),
    "remote.state.unit": N_("unit"),
    "remote.state.age": N_("age"),
    "remote.doubtful": N_("Stored, but not judged"),
    "remote.doubtful.reason": N_("reason"),
    "remote.age": N_("{age:span}"),
    "remote.arriving": N_(
        "Last 7 days: {completeness:pct} of the expected data arrived; {late:pct1} arrived late, {implausible:pct1} was implausible."
    ),
    "remote.residuals": N_("Current state of each series"),
    "remote.residuals.line": N_("series"),
    "remote.residuals.unit": N_("unit"),
    "remote.residuals.now": N_("value now"),
    "remote.residuals.mean_10": N_("mean of the last 10"),
    "remote.residuals.mean_30": N_("mean of the last 30"),
    "remote.residuals.change": N_("change since the first 10"),
    "remote.residuals.slope": N_("slope per reading"),
    "remote.residuals.normal": N_("usual for this car"),
    "remote.battery": N_("Battery outlook"),
    "remote.battery.about": N_(
        "Capacity is calculated from the energy and the gain of each charge, relative to when the battery was new."
    ),
    "remote.battery.about.ahead": N_(
        "Capacity is calculated from the energy and the gain of each charge, relative to when the battery was new. The forecast is right nine times in ten."
    ),
    "remote.battery.by": N_(
        "Based on {charges:n0} charges since {since:day_year} ({method}). Confidence is made up of: number of charges {coverage:n0}/35, consistency {stability:n0}/25, slow and fast {mix:n0}/15, length {span:n0}/15, temperatures {temperature:n0}/10."
    ),
    "remote.consumption": N_("Consumption"),
    "remote.consumption.about": N_(
        "Each day compared with what is usual for this car in the same weather and traffic. The green band is usual for this car."
    ),
    "remote.consumption.about.alike": N_(
        "Each day compared with what is usual for this car in the same weather and traffic. The green band is usual for this car; eight in ten similar cars lie between the dashed lines."
    ),
    "remote.day": N_("{day:day_year}"),
    "remote.norm.published": N_("Weather and traffic are taken into account using published figures."),
    "remote.norm.fitted": N_(
        "Weather and traffic are taken into account using data of {cars:n0} cars here ({model}); on other cars the average error was {error:n1}% of a day's consumption."
    ),
    "remote.weeks": N_("Week by week"),
    "remote.history": N_("Measurements"),
    "remote.services": N_("Work done"),
    "remote.services.on": N_("date"),
    "remote.services.job": N_("work"),
    "remote.services.odometer": N_("at km"),
    "remote.services.elsewhere": N_("elsewhere, according to the owner"),
    "remote.recalls": N_("Open recalls"),
    "remote.recalls.code": N_("campaign"),
    "remote.recalls.title": N_("subject"),
    "remote.recalls.issued": N_("issued"),
    "remote.recalls.urgent": N_("urgent"),
    "remote.breaks": N_("Where series start again"),
    "remote.breaks.on": N_("date"),
    "remote.breaks.kind": N_("reason"),
    "remote.breaks.check": N_("check affected"),
    "remote.breaks.all": N_("all checks"),
    "remote.yes": N_("yes"),
    "remote.no": N_("no"),
    "remote.part.days": N_("days"),
    "remote.part.charges": N_("charges"),
    "remote.part.rests": N_("times at rest"),
    "remote.part.flows": N_("hours of the coolant loop"),
    "remote.part.wear": N_("brake pads"),
    "remote.part.filters": N_("cabin filter"),
    "remote.part.cells": N_("cell voltages"),
    "remote.part.insulation": N_("insulation"),
    "remote.part.motors": N_("hours of the drive motor"),
    "remote.part.contactors": N_("contactors"),
    "remote.part.losses": N_("sudden pressure losses"),
    "remote.part.codes": N_("fault codes"),
    "remote.part.first_charges": N_("first charges"),
    "remote.part.charged": N_("charged, month by month"),
    "remote.part.announced": N_("next service, as shown by the car"),
    "remote.part.curves": N_("slow charging curves"),
    "remote.column.monday": N_("week from"),
    "remote.column.km": N_("km left"),
    "remote.column.gained": N_("charged %"),
    "remote.column.celsius": N_("mean °C"),
    "remote.column.days": N_("days"),
    "remote.column.on": N_("date"),
    "remote.column.minutes": N_("minutes"),
    "remote.column.distance_km": N_("km"),
    "remote.column.driven_kwh": N_("kWh driven"),
    "remote.column.ambient_low_c": N_("coldest °C"),
    "remote.column.ambient_high_c": N_("warmest °C"),
    "remote.column.twelve_running_low_v": N_("lowest 12-volt reading while driving, V"),
    "remote.column.soc_from": N_("from %"),
    "remote.column.soc_to": N_("to %"),
    "remote.column.energy_kwh": N_("kWh"),
    "remote.column.temperature_c": N_("battery °C"),
    "remote.column.mean_kw": N_("mean kW"),
    "remote.column.peak_kw": N_("peak kW"),
    "remote.column.soc_limit": N_("charge limit %"),
    "remote.column.cut_short": N_("cut short"),
    "remote.column.ambient_c": N_("air °C"),
    "remote.column.tyre_kpa": N_("tyres kPa FL/FR/RL/RR"),
    "remote.column.tyre_c": N_("tyre °C"),
    "remote.column.air_hpa": N_("air hPa"),
    "remote.column.twelve_volt": N_("12-volt battery at rest, V"),
    "remote.column.flow_lph": N_("flow l/h"),
    "remote.column.inlet_c": N_("inlet °C"),
    "remote.column.outlet_c": N_("outlet °C"),
    "remote.column.power_kw": N_("mean power kW"),
    "remote.column.odometer_km": N_("odometer km"),
    "remote.column.pads": N_("worn % FL/FR/RL/RR"),
    "remote.column.drop_pct": N_("efficiency lost %"),
    "remote.column.at_charge_end": N_("after a charge"),
    "remote.column.soc": N_("charge %"),
    "remote.column.low_v": N_("lowest cell V"),
    "remote.column.high_v": N_("highest cell V"),
    "remote.column.low_cell": N_("lowest cell no."),
    "remote.column.widened_mv_h": N_("spread grew mV/h"),
    "remote.column.ohm": N_("Ω"),
    "remote.column.pack_v": N_("battery V"),
    "remote.column.humidity_pct": N_("humidity %"),
    "remote.column.motor_c": N_("motor °C"),
    "remote.column.inverter_c": N_("inverter °C"),
    "remote.column.coolant_c": N_("coolant °C"),
    "remote.column.cycles": N_("switchings"),
    "remote.column.most_an_hour": N_("most in an hour"),
    "remote.column.wheel": N_("wheel"),
    "remote.column.lost_kpa": N_("lost kPa"),
    "remote.column.left_kpa": N_("left kPa"),
    "remote.column.active": N_("active codes"),
    "remote.column.full_cycles": N_("full charges"),
    "remote.why.doubt": N_("Not judged: unit in doubt. {cause}"),
    "remote.why.too_old": N_(
        "Nothing was wrong when it was last measured, but the readings are older than a new fault would be."
    ),
    "remote.why.resting": N_("The owner has switched off the data it needs."),
    "remote.why.no_signal": N_("The car does not send the signals it needs."),
    "remote.why.nothing_yet": N_("What it judges by has not happened yet or is not on record."),
    "remote.why.too_little": N_(
        "The readings are too few or too old, or what is usual for this car is not known yet."
    ),
    "refusal.http_400": N_("The request could not be read. Send valid JSON as described in /schema."),
    "refusal.http_405": N_("This address does not support that method. See /schema for those it supports."),
    "refusal.http_413": N_("The body is too large. Send it in smaller parts."),
    "refusal.http_other": N_("The request was not accepted. See /schema for what is accepted."),
    "refusal.database_away": N_(
        "The service cannot store or read anything at the moment. Nothing of this request was kept: send it again after the seconds in Retry-After."
    ),
    "refusal.ours": N_("Something went wrong on the server and nothing was changed. Try again later."),
    "refusal.too_many": N_("Too many requests. Wait {seconds:n0} seconds, then go on more slowly."),
    "refusal.body_slow": N_("The body did not come in time. Send smaller parts, or mend the connection."),
    "refusal.webhook_secret": N_("The secret of the webhook is missing or wrong. Set it with setWebhook."),
    "refusal.update_unreadable": N_("This is not a Bot API update. Nothing was stored."),
}
