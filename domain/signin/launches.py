"""The owner's page as a Mini App: a launch that Telegram signed is exchanged for a session, once."""

from typing import Final

from domain.core import Unit
from domain.db import rows
from domain.errors import Refusal
from domain.registry import service as registry
from domain.signin import launch, service
from domain.signin.service import Guest
from domain.signin.tables import PageLaunch

_NAME: Final = "Telegram"  # what such a session is called, in every language


def exchange(unit: Unit, init_data: str) -> str:
    """Use up a launch and return the secret of the session it opens.

    Raises Refusal as `launch.read`, launch_used (401), launch_unknown (401) for a chat that never wrote here.
    """
    token = unit.core.settings.telegram_token
    if token is None:
        raise Refusal("launch_forged", status=401)
    start = launch.read(init_data, token=token.get_secret_value(), now=unit.now)
    proof_hash = unit.fingerprint("page_launch", start.proof)
    if not rows.add_once(unit.session, PageLaunch, proof_hash=proof_hash, at=unit.now):
        raise Refusal("launch_used", status=401)
    owner = registry.owner_of_chat(unit, start.chat_id)
    if owner is None:
        raise Refusal("launch_unknown", status=401)
    return service.begin(unit, Guest("owner", _NAME, owner_id=owner.id))


def is_served(unit: Unit) -> bool:
    """Whether an owner's browser can reach the pages: by a public address, or on one machine with a local chat."""
    return bool(unit.core.settings.public_url) or _is_local(unit)


def opens_in_chat(unit: Unit) -> bool:
    """Whether the chat takes the page as a Mini App: Telegram does so by https, the local chat by either."""
    return service.site(unit).startswith("https://") or _is_local(unit)


def _is_local(unit: Unit) -> bool:
    settings = unit.core.settings
    return settings.telegram_api == f"http://{settings.api_host}:{settings.api_port}"
