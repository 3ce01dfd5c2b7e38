"""The signed data with which a Mini App proves who opened it."""

import hashlib
import hmac
import json
from urllib.parse import urlencode

from bot.playground.facts import Person
from bot.playground.stage import Stage


def init_data(stage: Stage, person: Person) -> str:
    """Telegram's `initData`: HMAC-SHA-256 over the sorted fields, keyed by the bot's token."""
    user = {name: value for name, value in person.as_user().items() if name != "is_bot"}
    fields = {
        "auth_date": str(int(stage.clock().timestamp())),
        "query_id": f"AAE{person.id}",
        "user": json.dumps(user, ensure_ascii=False, separators=(",", ":")),
    }
    signed = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", stage.bot.token.encode(), hashlib.sha256)
    return urlencode(fields | {"hash": hmac.new(key, signed.encode(), hashlib.sha256).hexdigest()})
