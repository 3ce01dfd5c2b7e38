"""Parts of sentences that several checks share; each check keeps its own five sentences beside its rule."""

from datetime import timedelta

from domain.explain.facts import N_, P_, Bar, Bars, Phrase, Plural
from domain.health.facts import Chances, Level, Peer, Reason
from domain.telemetry.facts import WHEELS

WORDS: dict[str, str | Plural] = {
    "wheel.row1_left": N_("front left"),
    "wheel.row1_right": N_("front right"),
    "wheel.row2_left": N_("rear left"),
    "wheel.row2_right": N_("rear right"),
    "unit.bar": N_("bar"),
    "unit.percent": N_("%"),
    "unit.kwh_100km": N_("kWh per 100 km"),
    "unit.volt": N_("V"),
    "unit.celsius": N_("°C"),
    "chart.battery_soh": N_("Battery health, charge by charge"),
    "chart.brake_pads": N_("Brake pads: how much is left"),
    "chart.brake_balance": N_("Brake pads of one axle: how much is left"),
    "chart.tyre_pressure": N_("Tyre pressure, recalculated to 20 °C"),
    "chart.cabin_filter": N_("Cabin air filter: efficiency lost"),
    "chart.coolant_loop": N_("Coolant: how much slower it flows than usual for your car"),
    "chart.motor_heat": N_("Motor temperature against what load and weather explain"),
    "chart.twelve_volt": N_("12-volt battery with the car at rest"),
    "chart.battery_so_far": N_("Battery health so far"),
    "chart.outlook": N_("Battery health so far and half a year ahead"),
    "chart.consumption": N_("Consumption, recalculated to 15 °C and 40 km/h"),
    "series.five_weeks": N_("five weeks together"),
    "series.each_day": N_("last days"),
    "series.days_before": N_("before"),
    "series.other_tyres": N_("your other tyres"),
    "series.each_charge": N_("each charge"),
    "series.each_hour": N_("each hour of driving"),
    "series.each_reading": N_("each reading"),
    "series.each_rest": N_("each rest"),
    "series.soh": N_("by all charges so far"),
    "series.running_voltage": N_("lowest voltage while driving"),
    "series.course": N_("course of the year"),
    "chart.twelve_volt_running": N_("12-volt battery while driving"),
    "series.filter": N_("efficiency lost"),
    "series.flow_change": N_("last hours together"),
    "series.motor_rise": N_("last hours together"),
    "series.rest_voltage": N_("last rests together"),
    "usage.lately": N_(
        "🔌 Consumption of the last {days:n0} days with driving, recalculated to 15 °C and 40 km/h: {lately:n1} kWh per "
        "100 km; usual for your car: {usual:n1}. As driven it was {driven:n1}."
    ),
    "usage.peers": N_("Cars like yours, recalculated alike: {low:n1}–{high:n1} ({cars:n0} cars)."),
    "usage.risen": N_(
        "That is more than weather and traffic explain: a look at tyre pressure and load may pay off."
    ),
    "peers.soh": N_("Cars like yours: {low:n0}–{high:n0}% ({cars:n0} cars)."),
    "horizon.two_days": N_("the next 48 hours"),
    "horizon.week": N_("the coming week"),
    "horizon.month": N_("the coming month"),
    "sure.measured": N_("This is a plain measurement, not a forecast."),
    "sure.estimated": N_("What is left was measured; days are estimated from it."),
    "sure.forecast": N_("If nothing is done, the chance of trouble within {horizon} is about {risk:pct}."),
    "sure.chance": N_(
        "If nothing is done, the chance of trouble within {horizon} is about {risk:pct}. What counts most: {reasons}."
    ),
    "sure.likely": N_("If nothing is done, trouble within {horizon} is very likely (over {risk:pct})."),
    "sure.likely_why": N_(
        "If nothing is done, trouble within {horizon} is very likely (over {risk:pct}). What counts most: {reasons}."
    ),
    "chart.reasons": N_("What each sign adds to the estimate"),
    "sentence.then": N_("{first} {then}"),
    "tyre.under": N_("That is {under:pct} too low."),
    "tyre.not_low_yet": N_("It is not far too low yet."),
    "tyre.over": N_("That is {over:pct} too high."),
    "tyre.let_out": N_("Let it down to {target_bar:n2} bar while cold."),
    "tyre.gauge": N_("A gauge at a petrol station tells whether the sensor is right."),
    "tyre.fill": N_("Pump it up to {target_bar:n2} bar while cold."),
    "tyre.full": N_("It needs no air today."),
    "tyre.steady": N_("So far it loses little air."),
    "tyre.leak": N_("It loses {rate_bar:n2} bar a day."),
    "tyre.top_up": N_("The next air pump will do."),
    "tyre.repair": N_("Pumping it up alone will not last."),
    "tyre.stop": N_("Do not drive on it before. If that does not work, fit the spare or call for help:"),
    "pads.forecast": N_(
        "At {km_day:n0} km a day {floor:pct} is reached around {at:day} ({early:day} to {late:day})."
    ),
    "pads.forecast_day": N_("At {km_day:n0} km a day {floor:pct} is reached around {at:day}."),
    "pads.at_floor": N_("They should not get below {floor:pct}."),
    "pads.no_forecast": N_("They wear too slowly to name a date."),
    "pads.book_soon": N_("You can drive as usual until then."),
    "pads.book_now": N_("Brake gently until then."),
    "balance.growing": N_("In the last 30 days alone the gap has grown by {points:n0} points."),
    "balance.steady": N_("In the last 30 days it has hardly grown."),
    "balance.soon": N_("You can drive as usual until then."),
    "balance.now": N_("A dragging brake gets hot: no long trips until then."),
    "puncture.today": N_("Pump it up before you drive, then go slowly."),
    "puncture.stop": N_(
        "Do not drive on; stop where it is safe. Fit the spare, use the repair kit, or call for help:"
    ),
    "service.item.first_service": N_("First service"),
    "service.item.yearly_service": N_("Yearly service"),
    "service.item.cabin_filter": N_("Cabin filter change"),
    "service.item.brake_pads": N_("Brake pad change"),
    "service.item.brake_fluid": N_("Brake fluid change"),
    "service.line": N_("{item}. {due}"),
    "service.due_on": N_("Due on {at:day_year}."),
    "service.wear_on": N_("At this pace its limit comes around {at:day_year}."),
    "service.wear_around": N_(
        "At this pace its limit comes around {at:day_year} ({early:day_year} to {late:day_year})."
    ),
    "service.due_around": N_("Due around {at:day_year} ({early:day_year} to {late:day_year})."),
    "service.by_time": P_("Once every {n:n0} month.", "Once every {n:n0} months."),
    "service.by_distance": N_("At your {km_day:n0} km a day, {left:n0} km are left."),
    "service.by_wear": N_("The filter has lost {drop:pct} so far."),
    "service.by_pads": N_("The thinnest pads, {wheel}, have {left:pct} left and wear on at this pace."),
    "service.by_car": N_("Your car itself announces it."),
    "service.also": N_("One visit can also do what comes up around then: {items}."),
    "service.alone": N_("Nothing else on the service plan comes up around that time."),
    "service.worn": N_("{item} ({left:pct} left)"),
    "service.record": N_("the last service on record"),
    "service.from_new": N_("when your car came into use, as no service is on record yet"),
    "service.from_readings": N_("the first of the readings that show the wear"),
    "service.plan.wear": N_("The span comes from how evenly it has worn so far."),
    "service.plan.general": N_("The interval is a general one; your maker's booklet has the last word."),
    "service.plan.model": N_("The interval is the one set for your model."),
    "service.plan.car": N_("The date is your car's own."),
    "codes.plain": N_("{code}"),
    "codes.named": N_("{name} ({code})"),
    "codes.origin.standard": N_("{code}, a code common to all makers"),
    "codes.origin.maker": N_("{code}, a code of the maker's own"),
    "codes.system.powertrain": N_("{codes} (drive and battery)"),
    "codes.system.chassis": N_("{codes} (brakes, steering and suspension)"),
    "codes.system.body": N_("{codes} (body and comfort)"),
    "codes.system.network": N_("{codes} (talk between the car's computers)"),
    "codes.soon": N_("The workshop reads the car out and follows it up."),
    "codes.critical": N_("It counts as critical for your car."),
    "chart.season": N_("Air outside your car, day by day"),
    "season.task.winter_tyres": N_("Winter tyres"),
    "season.task.summer_tyres": N_("Back to summer tyres"),
    "season.task.winter_check": N_("Check before deep cold (12-volt battery, wipers, antifreeze)"),
    "season.task.summer_check": N_("Check before the heat (air conditioning, cabin filter)"),
    "season.why.winter_tyres": N_("Below about 7 °C summer tyres get hard and need a longer way to stop."),
    "season.why.summer_tyres": N_(
        "Once it is warm, winter tyres wear quickly and need a longer way to stop."
    ),
    "season.why.winter_check": N_(
        "Cold takes strength from a weak 12-volt battery, and washer water without antifreeze freezes when you need it."
    ),
    "season.why.summer_check": N_(
        "In the heat the air conditioning runs all day; a clogged filter or a tired system shows when you need it most."
    ),
    "season.measure.mean": N_("daily mean"),
    "season.measure.low": N_("coldest hours"),
    "season.measure.high": N_("hottest hours"),
    "reason.brake_balance.apart": N_("how much more one side has worn"),
    "reason.brake_balance.lately": N_("how fast the sides moved apart in the last 30 days"),
    "reason.puncture.lost": N_("how much air was lost within minutes"),
    "reason.puncture.under": N_("how soft the tyre is now"),
    "recall.urgent": N_("The maker calls it urgent."),
    "recall.ordinary": N_("The maker does not call it urgent."),
    "recall.alone": N_("No other campaign names your car."),
    "recall.others": P_(
        "{n:n0} more campaign names your car; it can be done at the same visit.",
        "{n:n0} more campaigns name your car; they can be done at the same visit.",
    ),
    "coolant.soon": N_("Short, gentle trips are fine until then."),
    "coolant.now": N_("Until then no fast charging and no long motorway trips."),
    "motor.inverter": N_("its power electronics"),
    "motor.coolant": N_("its coolant"),
    "twelve.rest": N_("{volt:n2} V at rest (20 °C); 12.6 V is full."),
    "twelve.falling": N_("It falls from day to day."),
    "twelve.running": N_("Only {running:n2} V while driving instead of about 14 V."),
    "twelve.soon": N_("The test shows whether it needs charging or replacing."),
    "twelve.now": N_("Do not leave it standing for days until then."),
    "twelve.today": N_("Do not leave it standing: it may not start again."),
    "reason.coolant_loop.flow": N_("how much slower the coolant flows"),
    "reason.coolant_loop.warm": N_("how much warmer the loop runs"),
    "reason.coolant_loop.pace": N_("whether the flow is still falling"),
    "reason.coolant_loop.apart": N_("how unusual both are for your car"),
    "reason.motor_heat.motor": N_("how much warmer the motor runs"),
    "reason.motor_heat.cooled": N_("how much warmer its coolant or electronics run"),
    "reason.motor_heat.apart": N_("how unusual both are for your car"),
    "reason.tyre_pressure.under": N_("how far the tyre is under its pressure"),
    "reason.tyre_pressure.leak": N_("how fast it loses air"),
    "reason.twelve_volt.rest": N_("the voltage at rest"),
    "reason.twelve_volt.falling": N_("how fast the voltage at rest is falling"),
    "reason.twelve_volt.running": N_("the voltage while driving"),
}


def reason(check: str, name: str) -> Phrase:
    """Name one part of a check's evidence."""
    return Phrase(f"reason.{check}.{name}")


def wheel(index: int) -> Phrase:
    """Name a wheel by its place in WHEELS."""
    return Phrase(f"wheel.{WHEELS[index]}")


SUREST = 0.95  # beyond it a chance learned from simulations is not known to the percent; own choice
_WEEK = timedelta(days=7)
_TOLD_REASONS = 2
_LEAST_SHARE = 0.05  # of the weightiest sign; own choice


def chance(check: str, chances: Chances, *, risk: float, horizon: timedelta) -> Phrase:
    """Return the sentence with the chance within `horizon` and the two signs that raise it most."""
    names = tuple(reason(check, each.name) for each in _weighing(chances) if each.adds > 0)[:_TOLD_REASONS]
    sentence = _if_left(risk, horizon)
    why = {"sure.forecast": "sure.chance", "sure.likely": "sure.likely_why"}[sentence.code]
    return Phrase(why, {**sentence.params, "reasons": names}) if names else sentence


def _weighing(chances: Chances) -> tuple[Reason, ...]:
    """Return the reasons that are large enough to be seen in the chart, so that text and chart name the same ones."""
    least = _LEAST_SHARE * max((abs(each.adds) for each in chances.reasons), default=0.0)
    return tuple(each for each in chances.reasons if abs(each.adds) >= least)


def _if_left(risk: float, horizon: timedelta) -> Phrase:
    """Return the sentence with the chance of trouble if nothing is done; above `SUREST` it says "over" that."""
    is_likely = risk > SUREST
    code = "sure.likely" if is_likely else "sure.forecast"
    return Phrase(code, {"risk": SUREST if is_likely else risk, "horizon": Phrase(_horizon(horizon))})


def _horizon(horizon: timedelta) -> str:
    if horizon <= timedelta(days=2):
        return "horizon.two_days"
    return "horizon.week" if horizon <= _WEEK else "horizon.month"


def bars(check: str, chances: Chances) -> Bars:
    """Return the chart of what each sign adds to the logit of the chance."""
    return Bars(
        title=Phrase("chart.reasons"),
        bars=tuple(Bar(reason(check, each.name), each.adds) for each in _weighing(chances)),
    )


MEASURED = Phrase("sure.measured")
ESTIMATED = Phrase("sure.estimated")
CHANCES = frozenset({"sure.forecast", "sure.chance", "sure.likely", "sure.likely_why"})
"""What tells a chance."""


def basis(level: Level, risk: float, horizon: timedelta) -> Phrase:
    """Return the sentence on how sure a warning without a model is: blue is measured, the others a simulated forecast."""
    if level is Level.BLUE:
        return MEASURED
    return _if_left(risk, horizon)


def peers(name: str, peer: Peer) -> Phrase:
    """Return the sentence with the range that holds eight of ten similar cars."""
    return Phrase(f"peers.{name}", {"low": peer.low, "high": peer.high, "cars": peer.cars})
