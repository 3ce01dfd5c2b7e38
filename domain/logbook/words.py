"""What the chat says of a dossier, what the codes in it mean, and what the page that shows it says."""

from typing import Final

from domain.explain.facts import N_, P_, Plural

CODES: Final[dict[str, str]] = {
    "logbook.measured.pad_mm": N_("Brake pads left, mm"),
    "logbook.measured.pad_pct": N_("Brake pads left, percent"),
    "logbook.measured.tread_mm": N_("Tread depth, mm"),
    "logbook.measured.tyre_kpa": N_("Tyre pressure, kPa"),
    "logbook.measured.battery": N_("Battery health"),
    "logbook.odometer": N_("Odometer"),
    "logbook.score": N_("Driving score of the last 12 months"),
    "logbook.owner": N_("An owner takes the car on here"),
    "logbook.owner_change": N_("Change of owner: the car and its record were handed on"),
}

PAGE: Final[dict[str, str]] = {
    "logbook.page.title": N_("Vehicle dossier"),
    "logbook.page.print": N_("Print"),
    "logbook.page.busy": N_("Checking …"),
    "logbook.page.good": N_("Unchanged: every hash, the tree and the signature fit."),
    "logbook.page.half": N_(
        "Every hash and the tree fit, but this browser cannot check the signature: it lacks Ed25519. Check with a newer browser, or with “beforehand dossier verify”."
    ),
    "logbook.page.unable": N_(
        "This browser checks nothing here: it has no Web Crypto for such a page. Save the file and open it in a browser on a computer, or check it with “beforehand dossier verify”. Until then believe nothing below."
    ),
    "logbook.page.bad": N_("Do not rely on this dossier: it was changed, or is not whole."),
    "logbook.page.not_dossier": N_("What it holds cannot be read."),
    "logbook.page.other_form": N_("It is not spelled as a dossier is."),
    "logbook.page.bad_keys": N_("The keys do not follow from one another."),
    "logbook.page.bad_signature": N_("The signature does not fit what was signed."),
    "logbook.page.missing_entry": N_("Entries are missing, or were added."),
    "logbook.page.changed_entry": N_("This entry was changed:"),
    "logbook.page.other_order": N_("Entries were exchanged, or stand in another order."),
    "logbook.page.rewritten": N_("It does not continue what was handed over earlier."),
    "logbook.page.vin": N_("VIN"),
    "logbook.page.model": N_("Model"),
    "logbook.page.at": N_("Signed at (UTC)"),
    "logbook.page.size": N_("Entries"),
    "logbook.page.closed": N_("of these not shown"),
    "logbook.page.kept_back": N_("Sections that the owner did not open"),
    "logbook.page.closed_about": N_(
        "Entries that are not shown were kept back by the owner, were replaced, or are no longer on record. That they are in the list is proved; what they say is not told."
    ),
    "logbook.page.key": N_("Signed with the key"),
    "logbook.page.key_about": N_(
        "Compare this number with the one that the operator publishes: anybody can sign with a key of their own. A page can be forged as well; “beforehand dossier verify” checks without it. A file of long ago holds for ever: look at when it was signed, and ask for a fresh one."
    ),
    "logbook.page.stamped": N_(
        "This file holds a time stamp by a third party (RFC 3161). This page does not check it: “beforehand dossier verify FILE --timestamp-ca ROOTS” does, by the authority's root certificates, and tells the time."
    ),
    "logbook.page.unstamped": N_(
        "There is no time stamp by a third party: the authority gave none that holds when this file was made."
    ),
    "logbook.page.earlier": N_("Handed over earlier: number of entries"),
    "logbook.page.section.services": N_("Services"),
    "logbook.page.section.measurements": N_("Measurements"),
    "logbook.page.section.warnings": N_("Warnings and what came of them"),
    "logbook.page.section.odometer": N_("Odometer readings"),
    "logbook.page.section.owners": N_("Owners"),
    "logbook.page.section.score": N_("Driving score"),
    "logbook.page.origin.workshop": N_("from the workshop"),
    "logbook.page.origin.owner": N_("by word of the owner, or of the operator for them"),
    "logbook.page.origin.car": N_("from the car's data"),
    "logbook.page.origin.register": N_("from the register"),
    "logbook.page.entered": N_("entered on"),
    "logbook.page.fact.km": N_("km"),
    "logbook.page.fact.soh_pct": N_("percent of new"),
    "logbook.page.fact.method": N_("method"),
    "logbook.page.fact.level": N_("level"),
    "logbook.page.fact.outcome": N_("outcome"),
    "logbook.page.fact.points": N_("points of 100"),
    "logbook.page.fact.range": N_("90% range of the points by chance"),
    "logbook.page.fact.weight": N_("points of weight that were measured, of 100, and count as the whole"),
    "logbook.page.fact.brakings": N_("points for hard braking"),
    "logbook.page.fact.starts": N_("points for brisk accelerations"),
    "logbook.page.fact.fast": N_("points for high speed"),
    "logbook.page.fact.rests": N_("points for rests"),
    "logbook.page.fact.night": N_("points for driving at night"),
    "logbook.page.fact.fewer_pct": N_("percent of other owners of the model who have fewer points"),
    "logbook.page.fact.others": N_("other owners of the model"),
    "logbook.page.fact.proof": N_("what it proves"),
    "logbook.page.fact.number": N_("number of the owner, as far as known here"),
    "logbook.page.fact.replaces": N_("replaces entry"),
    "logbook.page.fact.row1_left": N_("front left"),
    "logbook.page.fact.row1_right": N_("front right"),
    "logbook.page.fact.row2_left": N_("rear left"),
    "logbook.page.fact.row2_right": N_("rear right"),
    "logbook.page.value.unmeasured": N_("not measured"),
    "logbook.page.value.unproved": N_(
        "weights are the service's own choice, never checked against claims or accidents"
    ),
    "logbook.page.value.capacity": N_("charged or discharged in full"),
    "logbook.page.value.certificate": N_("independent certificate"),
    "logbook.page.value.car": N_("read from the car"),
    "logbook.page.value.blue": N_("note"),
    "logbook.page.value.yellow": N_("yellow"),
    "logbook.page.value.red": N_("red"),
    "logbook.page.value.open": N_("still open"),
    "logbook.page.value.right": N_("it was right"),
    "logbook.page.value.wrong": N_("it was wrong"),
    "logbook.page.value.recovered": N_("values normal again"),
    "logbook.page.value.mended": N_("repaired"),
    "logbook.page.value.done": N_("done, or no longer due"),
    "logbook.page.value.sold": N_("the car was handed on"),
    "logbook.page.value.ignored": N_("needs nothing done, says the operator"),
}

WORDS: Final[dict[str, str | Plural]] = {
    **CODES,
    **PAGE,
    "logbook.choose": N_(
        "📘 <b>{car}</b>: a dossier for a buyer, as one file. Whoever has it can check without me that nothing in it was changed. It holds the car's VIN and model, and what is ticked below; no name, no place."
    ),
    "logbook.choose.closed": N_(
        "What is not ticked stays out of sight. The buyer sees that there are such entries and how many, but not what they say."
    ),
    "logbook.choose.score": N_(
        "Your driving score stays out unless you tick it: it tells how the car was driven in the last 12 months, part by part."
    ),
    "logbook.choose.copies": N_(
        "Once you hand it on I cannot take it back, also if you delete your data here."
    ),
    "logbook.choose.nothing": N_("📘 <b>{car}</b>: there is nothing on record yet that a buyer could read."),
    "logbook.button.on": N_("✅ {section} ({n})"),
    "logbook.button.off": N_("⬜ {section} ({n})"),
    "logbook.button.make": N_("Make the dossier"),
    "logbook.ready": P_(
        "📘 Here is the dossier: {shown} of {n} entry can be read. Open it in a browser: it checks itself. The key is {key}.",
        "📘 Here is the dossier: {shown} of {n} entries can be read. Open it in a browser: it checks itself. The key is {key}.",
    ),
    "logbook.stamped": N_("🕰 It holds a time stamp by {authority}."),
    "logbook.unstamped": N_(
        "🕰 It holds no time stamp: the authority gave none that holds. Make the dossier again later if you need one."
    ),
    "logbook.button.share": N_("🌐 Share as a link"),
    "logbook.shared": N_(
        "🌐 The same dossier behind a link, as it stands now: {address}\nWhoever has the link can open and save it until {until:when}; openings are listed in /looks, those within an hour as one."
    ),
    "logbook.shared.ended": N_(
        "The link opens nothing any more. What somebody has saved by then, I cannot take back."
    ),
    "logbook.button.share.end": N_("End the link of the dossier"),
    "refusal.dossier_page_over": N_(
        "This link is over: its time is up, its owner ended it, no longer has the car or no longer agrees to what it tells, or the address is not complete. Ask the owner for a new one."
    ),
}
