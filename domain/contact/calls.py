"""Whom an owner can call when a message is not enough: in an emergency, or to talk to a person."""

from domain.explain.facts import Names, Phrase
from domain.settings import Settings


def lines(settings: Settings, *, centre: str | Names | None = None, phone: str = "") -> tuple[Phrase, ...]:
    """One line for each number there is: roadside assistance, the operator, the car's centre with its phone.

    Empty where no number is known. A number in international form becomes a tappable link in Telegram.
    """
    numbers = (
        ("call.roadside", {"phone": settings.roadside_phone}),
        ("call.operator", {"phone": settings.operator_phone}),
        ("call.centre", {"phone": phone, "centre": centre}),
    )
    return tuple(Phrase(code, params) for code, params in numbers if params["phone"])
