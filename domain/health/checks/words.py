"""Parts of sentences that only the checks of the high-voltage side say."""

from domain.explain.facts import N_

WORDS: dict[str, str] = {
    "check.cell_balance": N_("Balance of the battery's cells"),
    "check.insulation": N_("High-voltage insulation"),
    "check.charging": N_("Charging"),
    "check.contactor": N_("High-voltage switches"),
    "unit.millivolt": N_("mV"),
    "unit.times": N_("times"),
    "unit.kilowatt": N_("kW"),
    "unit.ohm_per_volt": N_("Ω/V"),
    "chart.cell_balance": N_("Gap between the weakest and the strongest cell"),
    "chart.insulation": N_("High-voltage insulation while driving"),
    "chart.charging": N_("Mean power of each charge"),
    "chart.contactor": N_("How often the high-voltage switches have worked"),
    "series.cell_spread": N_("gap between cells"),
    "series.insulation": N_("insulation resistance"),
    "series.charge_power": N_("mean power"),
    "series.switchings": N_("switchings"),
    "cells.usual_for_yours": N_("For your car {normal:n0} millivolts is usual."),
    "cells.usual_for_all": N_("In a sound battery it is under {limit:n0} millivolts."),
    "cells.falling": N_(
        "One cell goes flat by itself while the car stands: it falls behind by {rate:n1} millivolts every hour."
    ),
    "cells.growing": N_("The gap has grown by {grown:n0} millivolts compared with the weeks before."),
    "cells.steady": N_("The gap is not growing noticeably."),
    "cells.even_out": N_(
        "Charge slowly to 100 % once or twice: that lets the battery even out its cells. "
        "If the gap stays, a workshop should look at it within the month."
    ),
    "cells.have_checked": N_(
        "Please have the battery checked this week. Until then charge slowly, and only to 80 %."
    ),
    "cells.stop_charging": N_(
        "Please do not charge it any more, park it outside and away from buildings, and have it checked today."
    ),
    "insulation.wet": N_(
        "In wet weather it falls to about {per_volt:n0} ohms per volt and recovers when it is dry, so water is "
        "probably getting in somewhere."
    ),
    "insulation.halved": N_("It has fallen to less than half within a week or so."),
    "insulation.steady": N_("It is not falling quickly."),
    "insulation.have_checked": N_(
        "Please have the high-voltage system checked within a few days. Until then avoid deep puddles and "
        "high-pressure washing, and do not touch orange cables."
    ),
    "insulation.stop": N_(
        "Please stop in a safe place and switch the car off. Do not charge it and do not touch orange cables; "
        "have it towed to a workshop."
    ),
    "charging.slower": N_(
        "Your car now charges at {kw:n1} kW instead of its usual {usual:n1} kW, at a similar charge and temperature; "
        "the same charge takes {longer:pct} longer."
    ),
    "charging.fast_slower": N_(
        "Fast charging now reaches {kw:n0} kW on average instead of the usual {usual:n0} kW, at a similar charge and "
        "temperature; the same charge takes {longer:pct} longer."
    ),
    "charging.as_fast": N_("The charging power is as usual."),
    "charging.cut": N_(
        "{count:n0} more charges than usual ended early by themselves in the last 30 days, with the cable still in."
    ),
    "charging.none_cut": N_("No charge has broken off more often than usual."),
    "charging.try_elsewhere": N_(
        "Please try another cable or charge point first. If it is the same there, have the charging system checked "
        "within the month."
    ),
    "charging.book": N_(
        "Please have the charging system checked this week. Until then charge in good time, and stop if the plug gets "
        "hot or smells."
    ),
    "contactor.worn": N_(
        "The switches that connect the main battery have worked {cycles:n0} times; from {limit:n0} on they count as worn."
    ),
    "contactor.not_worn": N_("The switches that connect the main battery have worked {cycles:n0} times."),
    "contactor.often": N_(
        "On several days they worked {most:n0} times or more within one hour, far more than usual for your car."
    ),
    "contactor.seldom": N_("They do not work more often than usual."),
    "contactor.next_visit": N_("No hurry: have them tested at the next visit, within the month or so."),
    "contactor.this_week": N_(
        "Please have them tested this week. If the car clicks several times before it starts, do not try again and again."
    ),
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
