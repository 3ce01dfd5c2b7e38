"""How updates and files reach the bot, and how it answers a pressed button."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

from bot.playground.facts import ApiError, Json
from bot.playground.nearby import is_this_machine
from bot.playground.stage import Stage
from bot.playground.wire import Params

LONGEST_POLL = 50
MOST_UPDATES = 100
DOWNLOAD_BYTES = 20 * 1024 * 1024
ANSWER_LENGTH = 200
ANSWERABLE_FOR = timedelta(seconds=60)
"""Telegram publishes no figure; it forgets a query after about this long."""
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


async def get_updates(stage: Stage, params: Params) -> list[Json]:
    if stage.webhook.url:
        raise ApiError(
            409,
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
    stage.queue.allow(params.structure("allowed_updates"))
    limit = min(max(params.integer("limit", MOST_UPDATES), 1), MOST_UPDATES)
    seconds = min(max(params.integer("timeout"), 0), LONGEST_POLL)
    return await stage.queue.poll(params.integer("offset"), limit, seconds)


async def set_webhook(stage: Stage, params: Params) -> bool:
    url, secret = params.text("url"), params.text("secret_token")
    if not url:
        return await delete_webhook(stage, params)
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise ApiError(400, "bad webhook: invalid webhook URL specified")
    if not is_this_machine(url):
        raise ApiError(400, "bad webhook: the playground reaches this machine alone")
    if secret and not SECRET.fullmatch(secret):
        raise ApiError(400, "bad webhook: secret token contains unallowed characters")
    stage.queue.allow(params.structure("allowed_updates"))
    _drop_if_asked(stage, params)
    stage.webhook.set(url, secret=secret, max_connections=params.integer("max_connections", 40))
    stage.queue.bell.ring()
    return True


async def delete_webhook(stage: Stage, params: Params) -> bool:
    _drop_if_asked(stage, params)
    stage.webhook.set("", secret="", max_connections=40)
    return True


def _drop_if_asked(stage: Stage, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        stage.queue.pending.clear()


async def get_webhook_info(stage: Stage, params: Params) -> Json:  # noqa: ARG001  # every method has this shape
    return stage.webhook.as_wire(stage.queue)


async def answer_callback_query(stage: Stage, params: Params) -> bool:
    query = stage.queries.get(params.text("callback_query_id"))
    if query is None or query.answered or stage.clock() - query.at > ANSWERABLE_FOR:
        raise ApiError(400, "query is too old and response timeout expired or query ID is invalid")
    text, url = params.text("text"), params.text("url")
    if len(text) > ANSWER_LENGTH:
        raise ApiError(400, "MESSAGE_TOO_LONG")
    query.answered = True
    if text or url:
        stage.store.notify(query.chat, text, alert=params.flag("show_alert"), url=url)
    else:
        stage.store.touch(query.chat)
    return True


async def get_file(stage: Stage, params: Params) -> Json:
    file = stage.store.files.get(params.text("file_id"))
    if file is None:
        raise ApiError(400, "invalid file_id")
    if len(file.data) > DOWNLOAD_BYTES:
        raise ApiError(400, "file is too big")
    return file.as_wire() | {"file_path": file.path}
