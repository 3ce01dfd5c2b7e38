"""The client's HTTP session, which raises one kind of error for anything that is not an answer of the Bot API."""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import AiogramError, ClientDecodeError
from aiogram.methods import Response, TelegramMethod


class Session(AiohttpSession):
    """Raises ClientDecodeError too for bytes that are no text, and for errors without a description."""

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - aiogram's signature
        try:
            return await super().make_request(bot, method, timeout)
        except UnicodeDecodeError as error:
            raise _undecodable(error) from error

    def check_response(
        self, bot: Bot, method: TelegramMethod[Any], status_code: int, content: str
    ) -> Response[Any]:
        try:
            return super().check_response(bot, method, status_code, content)
        except AiogramError:
            raise
        except Exception as error:
            raise _undecodable(error) from error


def _undecodable(error: Exception) -> ClientDecodeError:
    return ClientDecodeError("Not an answer of the Bot API", error, None)
