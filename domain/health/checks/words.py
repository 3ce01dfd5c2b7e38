"""Parts of sentences that only the checks of the high-voltage side say."""

from domain.explain.facts import N_

WORDS: dict[str, str] = {
    "unit.millivolt": N_("mV"),
    "unit.times": N_("times"),
    "unit.kilowatt": N_("kW"),
    "unit.ohm_per_volt": N_("Ω/V"),
    "chart.cell_balance": N_("Gap between the weakest and the strongest cell"),
    "chart.insulation": N_("High-voltage insulation while driving"),
    "chart.charging": N_("Mean power of each charge"),
    "chart.contactor": N_("How often the high-voltage switches have worked"),
    "chart.charging_cut": N_("Charges that broke off, beyond what is usual"),
    "chart.contactor_pace": N_("How often the high-voltage switches work in an hour"),
    "series.charges_cut": N_("in the 30 days before"),
    "series.switchings_an_hour": N_("reached on two days of a week"),
    "series.cell_spread": N_("last readings together"),
    "series.insulation": N_("last days together"),
    "series.charge_power": N_("last charges together"),
    "series.switchings": N_("switchings"),
    "cells.usual_for_yours": N_("In the weeks before it was {normal:n0} mV."),
    "cells.usual_for_all": N_("In a sound battery it is under {limit:n0} mV."),
    "cells.falling": N_("One cell goes flat by itself: by {rate:n1} mV an hour."),
    "cells.growing": N_("That is {grown:n0} mV more than in the weeks before."),
    "cells.steady": N_("The gap is not growing noticeably."),
    "cells.even_out": N_("First charge slowly to 100% once or twice: that may even the cells out."),
    "cells.have_checked": N_("Until then charge slowly, and only to 80%."),
    "cells.stop_charging": N_(
        "Do not charge or drive the car. Park it outside, away from buildings, and call for help:"
    ),
    "insulation.wet": N_("When damp {per_volt:n0}, when dry {dry:n0}: perhaps water inside."),
    "insulation.fell": N_("Last week: {before:n0}."),
    "insulation.steady": N_("It is not falling quickly."),
    "insulation.have_checked": N_("Until then avoid deep water and touch no orange cables."),
    "insulation.stop": N_(
        "Stop where it is safe and switch the car off. Do not charge it, touch no orange cables, and have it towed:"
    ),
    "charging.slower": N_(
        "It charges at {kw:n1} kW instead of {usual:n1} kW, so it takes {longer:pct} longer."
    ),
    "charging.fast_slower": N_(
        "Fast charging averages {kw:n1} kW instead of {usual:n1} kW, so it takes {longer:pct} longer."
    ),
    "charging.as_fast": N_("The power is as usual."),
    "charging.cut": N_("{count:n0} more charges than usual broke off in 30 days with the cable still in."),
    "charging.none_cut": N_("No charge broke off."),
    "charging.try_elsewhere": N_("Try another cable or charge point first."),
    "charging.book": N_("Stop charging if the plug gets hot or smells."),
    "contactor.worn": N_("They have worked {cycles:n0} times; from {limit:n0} on they count as worn."),
    "contactor.not_worn": N_("They have worked {cycles:n0} times in all."),
    "contactor.often": N_("On several days {most:n0} times an hour or more, far more than usual."),
    "contactor.seldom": N_("Not more often than usual."),
    "contactor.next_visit": N_("They can be tested along with other work."),
    "contactor.this_week": N_("If the car clicks before it starts, do not try again and again."),
    "reason.contactor.worn": N_("how often the high-voltage switches have worked so far"),
    "reason.contactor.often": N_("how often they work within an hour"),
    "reason.charging.slow": N_("how much slower the car charges"),
    "reason.charging.fast": N_("how much slower the car charges at fast chargers"),
    "reason.charging.aborted": N_("charges that ended by themselves"),
    "reason.insulation.low": N_("how close the insulation is to the limit"),
    "reason.insulation.halved": N_("how fast the insulation is getting weaker"),
    "reason.insulation.wet": N_("insulation that is weak when it is wet"),
    "reason.cell_balance.spread": N_("how far the weakest cell lies below the strongest"),
    "reason.cell_balance.grown": N_("how much this gap has grown"),
    "reason.cell_balance.widening": N_("a cell that goes flat while the car stands"),
}
