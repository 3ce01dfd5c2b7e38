"""Where data may be sent to: over TLS anywhere, without it only inside a machine or a private network. Pure."""

from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_PRIVATE: Final = (".localhost", ".local", ".internal", ".lan", ".home.arpa")


def is_safe(url: str) -> bool:
    """Whether an address is https, or http to a private host, and holds no user, query or fragment."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    if not host or parts.username is not None or parts.query or parts.fragment:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_private(host))


def _is_private(host: str) -> bool:
    """Whether a host is this machine, a private address, or a name that only a network of one's own resolves."""
    try:
        return not ip_address(host).is_global
    except ValueError:
        return "." not in host or host.endswith(_PRIVATE)
