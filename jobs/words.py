"""What the demo's side panel says about its cars."""

from domain.explain.facts import N_

WORDS = {
    "demo.unlinked": N_("Not linked yet: press “Link this car” to begin."),
    "demo.remembering": N_("Sending what the car remembers of the last four weeks …"),
    "demo.ready": N_("All quiet. Pick a story below."),
    "demo.playing": N_("Playing in time lapse …"),
    "demo.warned": N_("A warning was sent: see the chat."),
    "demo.quiet": N_("The story is over, and there was nothing to warn about."),
    "signal.soc": N_("State of charge"),
    "signal.speed": N_("Speed"),
    "signal.odometer": N_("Odometer"),
    "signal.ambient": N_("Outside temperature"),
    "signal.coolant_flow": N_("Coolant flow"),
    "signal.coolant_outlet": N_("Coolant temperature, outlet"),
    "signal.tyre_rear_right": N_("Tyre, rear right"),
    "signal.pad_front_left": N_("Pad wear, front left"),
    "signal.twelve_volt": N_("12 V battery"),
}
