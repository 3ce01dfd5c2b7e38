"""What Telegram hands a Mini App: who is believed, and what of it opens nothing."""

import hmac
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

import pytest
from pydantic import SecretStr

from domain.core import Core
from domain.errors import Refusal
from domain.kit.clock import FixedClock
from domain.privacy import retention
from domain.registry import service as registry
from domain.signin import launch, launches
from domain.signin import service as sessions
from domain.signin.tables import PageLaunch

TOKEN = "7:made-up"
NOW = datetime(2026, 11, 18, 2, tzinfo=UTC)


def init_data(
    *, chat: object = 1, at: datetime = NOW, token: str = TOKEN, after: str = "", **more: str
) -> str:
    """Sign as Telegram documents it. after: what somebody adds behind the signed part."""
    user = json.dumps({"id": chat, "first_name": "小王 & Co"}, ensure_ascii=False)
    fields = {"auth_date": str(int(at.timestamp())), "query_id": "AAE1", "user": user, **more}
    lines = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", token.encode(), sha256)
    return urlencode({**fields, "hash": hmac.new(key, lines.encode(), sha256).hexdigest()}) + after


def test_what_telegram_signed_names_its_person() -> None:
    opened = launch.read(init_data(signature="xyz"), token=TOKEN, now=NOW + timedelta(minutes=5))

    assert opened.chat_id == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (init_data().replace("AAE1", "AAE2"), "launch_forged"),
        (init_data(token=TOKEN.replace("7", "8")), "launch_forged"),
        (init_data(after="&user=%7B%22id%22%3A2%7D"), "launch_forged"),
        (init_data(after="&x=1"), "launch_forged"),
        (init_data().partition("&hash")[0], "launch_forged"),
        (init_data(chat="1"), "launch_forged"),
        (init_data(user="[]"), "launch_forged"),
        (init_data(auth_date="9" * 30), "launch_forged"),
        (init_data(padding="x" * 9000), "launch_forged"),
        ("", "launch_forged"),
        ("hash=%ff&user=\x00", "launch_forged"),
        (init_data(at=NOW - timedelta(minutes=5, seconds=1)), "launch_aged"),
        (init_data(at=NOW + timedelta(minutes=2)), "launch_aged"),
    ],
    ids=lambda each: each[-12:],
)
def test_what_is_forged_or_aged_is_refused(data: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        launch.read(data, token=TOKEN, now=NOW)

    assert refused.value.code == code
    assert refused.value.status == 401


def test_a_launch_opens_one_session_of_its_own_owner_and_is_forgotten(
    core: Core, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(core.settings, "telegram_token", SecretStr(TOKEN))
    data, other = (init_data(chat=chat, at=clock.now()) for chat in (1, 2))
    with core.unit() as unit:
        owner_id = registry.meet(unit, 1, locale="zh_Hans", zone="Asia/Shanghai").id
        session = sessions.who(unit, launches.exchange(unit, data))

    assert (session.access.role, session.access.owner_id, session.locale) == ("owner", owner_id, "zh_Hans")
    for again, code in ((data, "launch_used"), (other, "launch_unknown")):
        with core.unit() as unit, pytest.raises(Refusal) as refused:
            launches.exchange(unit, again)
        assert refused.value.code == code
    clock.advance(timedelta(days=2))
    with core.unit() as unit:
        retention.forget_old(unit)
        assert unit.session.get(PageLaunch, 1) is None
