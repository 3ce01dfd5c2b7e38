"""What is said of wishes that go beyond a day and a job: the same again, any centre, why not earlier."""

from collections.abc import Mapping
from typing import Final

from domain.explain.facts import N_

WORDS: Final[Mapping[str, str]] = {
    "usual.last": N_("🔁 Last time: {job}, {at:when} at {centre}."),
    "usual.none": N_("I know of no earlier visit of this car, so there is nothing to repeat yet."),
    "site.any": N_("any centre"),
    "site.several": N_("several centres"),
    "choice.moment_at": N_("{when:when} · {place}"),
    "earlier.none": N_("{why} So {at:when} is the first that is free at {centre}."),
    "earlier.free": N_("There is something earlier at {centre}: {slots}. Write the time that suits you."),
    "earlier.now": N_("{at:when} at {centre} is the first that there is: it needs {lead:span} to get ready."),
    "earlier.nothing": N_("I have not looked for a time yet. Tell me what you would like done and when, and I look for the first free time."),
    "bundle.apart": N_("No centre here does {one} and {other} in one visit, so {one} first; I can book {other} afterwards."),
    "bundle.rest": N_("{job} is booked already: {at:when} at {centre}, no. {number}. So what follows is for {other} alone."),
    "bundle.due": N_("🔧 {service} It can be done in the same visit: write “both”."),
    "choice.both": N_("Both in one visit"),
    "wait.done": N_("⏳ You are on the waiting list: {job}, {when}, at {centre}. If a time comes free, I hold it for you for half an hour and write, not at night."),
    "wait.line": N_("⏳ Waiting list: {job}, {when}, at {centre}."),
    "wait.offer": N_("🎟 A time has come free: {job}, {at:when} at {centre} ({cost}). I hold it for you until {until:time}; after that it goes to the next in the list."),
    "wait.stays": N_("All right. You stay on the list, and the next in it gets this time."),
    "wait.left": N_("You are off the waiting list."),
    "wait.button.take": N_("Book this time"),
    "wait.button.skip": N_("Not this time"),
    "wait.button.leave": N_("Leave the waiting list"),
    "transport.where": N_("Where shall {centre} collect the car? Write the address."),
    "transport.ask.collect": N_("{centre} collects the car at {address} for {at:when}, and brings it back. Right?"),
    "transport.ask.courtesy": N_("{centre} keeps a courtesy car for you: {at:when}, as long as the visit takes. Right?"),
    "transport.ask.own": N_("So you bring the car to {centre} yourself: {at:when}. Right?"),
    "transport.offers.collect": N_("Yes, {centre} collects a car for its visit and brings it back."),
    "transport.offers.courtesy": N_("Yes, {centre} has a courtesy car for the time of the visit."),
    "transport.own": N_("All right, you bring the car to {centre} yourself."),
    "transport.the_centre": N_("the service centre"),
    "transport.lost.collect": N_("The pick-up by {centre} is off too. If you take this back, ask for it again."),
    "transport.lost.courtesy": N_("There is no courtesy car of {centre} for you any more. Ask for it again if you need one."),
    "transport.button.yes": N_("Yes, please"),
    "transport.button.another": N_("Another address"),
    "transport.button.own": N_("I bring it myself"),
    "transport.button.collect": N_("Have the car collected"),
    "transport.button.courtesy": N_("Reserve a courtesy car"),
    "summary.with": N_("{cost}; {transport}"),
    "summary.collect": N_("collected at {address} and brought back"),
    "summary.courtesy": N_("with a courtesy car meanwhile"),
    "choice.wait": N_("Wait for {when}"),
}  # fmt: skip
