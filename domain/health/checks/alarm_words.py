"""What the alarms of the car itself are called, and what their levels mean and ask for."""

from domain.explain.facts import N_

WORDS = {
    "alarm.temperature_difference": N_("battery temperatures far apart"),
    "alarm.battery_hot": N_("battery too hot"),
    "alarm.pack_over_voltage": N_("battery voltage too high"),
    "alarm.pack_under_voltage": N_("battery voltage too low"),
    "alarm.soc_low": N_("battery nearly empty"),
    "alarm.cell_over_voltage": N_("voltage of a cell too high"),
    "alarm.cell_under_voltage": N_("voltage of a cell too low"),
    "alarm.soc_high": N_("battery charged too far"),
    "alarm.soc_jump": N_("state of charge jumps"),
    "alarm.storage_mismatch": N_("battery parts do not match"),
    "alarm.cells_uneven": N_("battery cells too unlike"),
    "alarm.insulation": N_("high-voltage insulation"),
    "alarm.dcdc_hot": N_("12 V converter too hot"),
    "alarm.brakes": N_("brakes"),
    "alarm.dcdc_status": N_("12 V converter"),
    "alarm.motor_controller_hot": N_("motor controller too hot"),
    "alarm.interlock": N_("high-voltage interlock open"),
    "alarm.motor_hot": N_("motor too hot"),
    "alarm.over_charge": N_("battery over-charged"),
    "alarm.motor_over_speed": N_("motor too fast"),
    "alarm.motor_over_current": N_("motor current too high"),
    "alarm.capacitor_hot": N_("super-capacitor too hot"),
    "alarm.capacitor_over_voltage": N_("super-capacitor voltage too high"),
    "alarm.thermal_event": N_("battery overheating by itself"),
    "alarm.hydrogen_leak": N_("hydrogen leak"),
    "alarm.hydrogen_pressure": N_("hydrogen pressure"),
    "alarm.hydrogen_hot": N_("hydrogen system temperature"),
    "alarm.stack_hot": N_("fuel cell too hot"),
    "alarm.unnamed": N_("it does not say of what"),
    "alarm.mild": N_("It does not hinder driving."),
    "alarm.hinders": N_("It limits what the car can do, and asks you to drive with restraint."),
    "alarm.stops": N_("It is the level at which the driver has to stop at once or call for help."),
    "alarm.burning": N_("Cells heat each other until they burn. From smoke to flames it may take minutes."),
    "alarm.next_visit": N_("You can drive as usual until then."),
    "alarm.gently": N_("Until then drive gently, and only where you must."),
    "alarm.stop": N_(
        "Stop where it is safe and switch the car off. Keep away if it smells or smokes, and call for help:"
    ),
    "alarm.get_out": N_(
        "Stop, get everybody out and stay well away from the car. Call the fire brigade, in China 119. Do not go back, do not charge it. Then call for help:"
    ),
}
