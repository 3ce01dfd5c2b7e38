"""Privacy mode and the purposes: what is on, what rests, and the switches for both."""

from domain.contact.facts import Button, Message, Style
from domain.core import Unit
from domain.errors import Refusal
from domain.explain.facts import Phrase
from domain.health import catalogue
from domain.kit.classified import ASKED, Purpose
from domain.privacy import rules, viewers
from domain.privacy.about import Answer, Mode, OfPurpose
from domain.registry import preferences
from domain.registry import service as registry
from domain.registry.tables import Owner
from domain.telemetry.catalogue import CATALOGUE

OPTIONAL = tuple(purpose for purpose in ASKED if purpose is not Purpose.CARE)


def privacy(unit: Unit, owner: Owner) -> Message:
    """Show what is on and what rests, each with its switch."""
    purposes = registry.consents(unit, owner.id)
    mode = Phrase("privacy.mode.is_on" if owner.privacy_mode else "privacy.mode.is_off")
    lines = [_purpose_line(purpose, owner, purposes=purposes) for purpose in ASKED]
    switches = tuple((purpose_button(purpose, consent=purpose in purposes),) for purpose in ASKED)
    return Message(
        (mode, *lines, *reader_lines(unit, owner), Phrase("privacy.never")),
        ((mode_button(owner),), *switches, (_FOOTPRINT, viewers.BUTTON), (_EXPORT, _DELETE)),
    )


def may_refer(unit: Unit, owner: Owner) -> bool:
    """Whether words of an owner may go to the operator's second reader: health checks agreed to, privacy mode off."""
    return not owner.privacy_mode and Purpose.CARE in registry.consents(unit, owner.id)


def reader_lines(unit: Unit, owner: Owner) -> tuple[Phrase, ...]:
    """Tell that messages may go to a second reader, where the operator has set one."""
    if unit.core.settings.reader_url is None:
        return ()
    return (Phrase("privacy.reader.used" if may_refer(unit, owner) else "privacy.reader.rests"),)


def _purpose_line(purpose: Purpose, owner: Owner, *, purposes: frozenset[Purpose]) -> Phrase:
    name = Phrase(f"privacy.purpose.{purpose}")
    if purpose not in purposes:
        return Phrase("privacy.purpose_off", {"purpose": name})
    if owner.privacy_mode and purpose is not Purpose.CARE:
        return Phrase("privacy.purpose_rests", {"purpose": name})
    return Phrase("privacy.purpose_on", {"purpose": name})


def mode_button(owner: Owner) -> Button:
    """Return the one tap that switches privacy mode."""
    code = "privacy.button.mode_off" if owner.privacy_mode else "privacy.button.mode_on"
    return Button(Phrase(code), "privacy.mode", Mode(on=not owner.privacy_mode).params())


def purpose_button(purpose: Purpose, *, consent: bool) -> Button:
    """Return the button of a purpose: withdrawing takes one tap, agreeing first shows what is agreed to."""
    name = {"purpose": Phrase(f"privacy.purpose.{purpose}")}
    if consent:
        no = Answer(purpose, given=False).params()
        return Button(Phrase("privacy.button.stop", name), "privacy.purpose", no)
    return Button(Phrase("privacy.button.allow", name), "privacy.ask", OfPurpose(purpose).params())


_FOOTPRINT = Button(Phrase("privacy.button.footprint"), "privacy.footprint", once=False)
_EXPORT = Button(Phrase("privacy.button.export"), "privacy.export", once=False)
_DELETE = Button(Phrase("privacy.button.delete"), "privacy.ask_delete", once=False)


def switch_mode(unit: Unit, owner: Owner, *, on: bool) -> Message:
    """Switch privacy mode; it counts from the next reading on. Say what rests and what goes on."""
    preferences.set_privacy_mode(unit, owner.id, on=on)
    resting, going = _functions(unit, owner)
    lines = [Phrase("privacy.mode.now_on" if on else "privacy.mode.now_off")]
    if resting:
        lines.append(Phrase("privacy.mode.rests", {"functions": resting}))
    if going:
        lines.append(Phrase("privacy.mode.goes_on", {"functions": going}))
    if on:
        lines.append(Phrase("privacy.mode.past"))
    return Message(tuple(lines), ((mode_button(owner),), (_FOOTPRINT,)))


def _functions(unit: Unit, owner: Owner) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """Return what rests and what goes on: every check by the signals it needs, every optional purpose."""
    purposes, mode = registry.consents(unit, owner.id), owner.privacy_mode
    on = {
        f"check.{check.CODE}": rules.can_judge(check, purposes=purposes, mode=mode) for check in catalogue.ALL
    } | {
        f"privacy.function.{purpose}": purpose in rules.in_force(purposes, mode=mode) for purpose in OPTIONAL
    }
    resting = tuple(Phrase(code) for code, goes in on.items() if not goes)
    return resting, tuple(Phrase(code) for code, goes in on.items() if goes)


def ask_purpose(purpose: Purpose) -> Message:
    """Show what would be agreed to, with yes and no side by side."""
    yes = Button(Phrase("privacy.button.yes"), "privacy.purpose", Answer(purpose, given=True).params())
    no = Button(Phrase("privacy.button.no"), "privacy.show")
    return Message(consent_request(purpose), ((yes, no),))


def ask_switch(unit: Unit, owner: Owner, purpose: Purpose, *, on: bool) -> Message:
    """Ask for the one tap that allows or stops a purpose, or say that it stands as wished."""
    is_on = purpose in registry.consents(unit, owner.id)
    name = {"purpose": Phrase(f"privacy.purpose.{purpose}")}
    if is_on == on:
        return Message(
            (Phrase("privacy.is_allowed" if on else "privacy.is_stopped", name),),
            ((Button(Phrase("choice.privacy"), "privacy.show", once=False),),),
        )
    if on:
        return ask_purpose(purpose)
    code = "privacy.ask_stop_care" if purpose is Purpose.CARE else "privacy.ask_stop"
    return Message((Phrase(code, name),), ((purpose_button(purpose, consent=True),),))


def consent_request(purpose: Purpose) -> tuple[Phrase, ...]:
    """Say what is collected, what for, how long it is kept and how to stop it."""
    params = {
        "purpose": Phrase(f"privacy.purpose.{purpose}"),
        "n": max((each.keep_days for each in CATALOGUE.values() if each.purpose is purpose), default=0),
    }
    parts = ("collects", "uses", "keeps", "stops")
    return (
        Phrase("privacy.consent.title", params),
        *(Phrase(f"privacy.purpose.{purpose}.{part}", params) for part in parts),
    )


def purpose_named(name: str) -> Purpose:
    """Raises Refusal purpose_unknown (422), or purpose_unasked for one that nothing here serves."""
    try:
        purpose = Purpose(name)
    except ValueError:
        raise Refusal("purpose_unknown", status=422, purpose=name[:40]) from None
    if purpose not in ASKED:
        raise Refusal("purpose_unasked")
    return purpose


def switch_purpose(
    unit: Unit, owner: Owner, purpose: Purpose, *, given: bool, channel: str = "chat"
) -> Message:
    """Record a yes or a no to a purpose and show where things stand."""
    registry.consent(unit, owner.id, purpose=purpose, given=given, channel=channel)
    unit.session.flush()
    return privacy(unit, owner)


def keep_button() -> Button:
    return Button(Phrase("privacy.button.keep"), "privacy.show", style=Style.GOOD)
