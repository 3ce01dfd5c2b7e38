"""Access to the playground: from this machine alone, and from no page of another site.

A name that another site has pointed at this machine (DNS rebinding) stands in `Host`; an address typed by a person does
not lie. A page of another site open in the same browser stands in `Origin` or `Sec-Fetch-Site`.
"""

from ipaddress import ip_address
from socket import gethostname
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler

_SAFE = {"GET", "HEAD", "OPTIONS"}
_BOT_API = ("/bot", "/file/bot")  # its methods act by GET as well


def is_near(connection: ASGIConnection[Any, Any, Any, State], _handler: BaseRouteHandler) -> None:
    """Let in calls to this machine's own address that no other site made."""
    host = connection.headers.get("host", "")
    if not _is_own(_name(f"//{host}")):
        raise PermissionDeniedException(detail="not by this name")
    origin, site = connection.headers.get("origin"), connection.headers.get("sec-fetch-site", "none")
    is_foreign = site == "cross-site" or (origin is not None and urlsplit(origin).netloc != host)
    acts = connection.scope.get("method") not in _SAFE or connection.scope["path"].startswith(_BOT_API)
    if is_foreign and acts:
        raise PermissionDeniedException(detail="not from another site")


def is_this_machine(url: str) -> bool:
    """Whether an address is this machine's own, and reachable from it alone."""
    parts, name = urlsplit(url), _name(url)
    if parts.username is not None or name is None:
        return False
    address = _address(name)
    return name == "localhost" if address is None else address.is_loopback


def _is_own(name: str | None) -> bool:
    return name is not None and (name in {"localhost", gethostname().lower()} or _address(name) is not None)


def _name(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _address(name: str) -> Any:
    try:
        return ip_address(name)
    except ValueError:
        return None
