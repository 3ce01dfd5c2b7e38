"""What a form sends, and that it was a page of ours that sent it."""

import hmac
import re
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPMethod
from typing import Final, TypeVar
from urllib.parse import urlsplit

import msgspec

from api.areas import Request
from api.auth import COOKIE, Role
from domain.booking.entry import SpecialDayEntry
from domain.errors import Refusal
from domain.explain.facts import Phrase

T = TypeVar("T")
_PLACE = re.compile(r"\$(?:\.findings\[[^]]*])?\.(\w+)")
_FIELDS = frozenset(
    {
        "paid",
        "due",
        "amount",
        "note",
        "parts",
        "value",
        "soh_pct",
        "method",
        "starts_at",
        "text",
        "day",
        "opens",
        "closes",
        "name",
        "ends_on",
        "outcome",
        "cars",
        "days",
        "code",
        "phone",
        "bays",
    }
)
_OWN: Final[Mapping[tuple[type, str], str]] = {(SpecialDayEntry, "name"): "reason"}
_HEADER = "x-csrf-token"


def csrf(secret: str) -> str:
    """Return the token that every form of a session carries; who cannot read the session's cookie cannot make it."""
    return hmac.new(secret.encode(), b"csrf", sha256).hexdigest()


async def take(request: Request) -> None:
    """Read the form of a POST into `state.form`. Raises Refusal form_foreign (403) where no page of the session sent it.

    Browsers say of each request whether the same site made it (Fetch Metadata), older ones where it comes from; the token holds besides.
    """
    if request.method != HTTPMethod.POST:
        return
    form = {name: str(value) for name, value in (await request.form()).items()}
    is_ours = _is_of_here(request)
    if Role(request.route_handler.opt["role"]) is not Role.PUBLIC:
        token = request.headers.get(_HEADER, form.get("csrf", ""))
        is_ours &= hmac.compare_digest(token.encode(), csrf(request.cookies.get(COOKIE, "")).encode())
    if not is_ours:
        raise Refusal("form_foreign", status=403)
    request.state.form = form


def _is_of_here(request: Request) -> bool:
    """Whether a page of ours sent a request, or no page: browsers name the origin of every POST."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def form_of(request: Request) -> Mapping[str, str]:
    """Return the fields that were sent."""
    form: Mapping[str, str] = request.state.form
    return form


def read(values: Mapping[str, object], form: type[T]) -> T:
    """Return fields in the form in which the API takes them. Raises Refusal form_wrong (422) naming what does not fit."""
    try:
        return msgspec.convert(values, form, strict=False)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        name = place[1] if place and place[1] in _FIELDS else "any"
        name = _OWN.get((form, name), name)
        raise Refusal("form_wrong", status=422, field=Phrase(f"form.field.{name}")) from error
