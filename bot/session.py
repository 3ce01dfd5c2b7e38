"""The client's HTTP session, which raises one kind of error for anything that is not an answer of the Bot API."""

from typing import Any, Final

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramBadRequest
from aiogram.methods import Response, SendInvoice, TelegramMethod

from bot import older

_STARS: Final = "XTR"


class Session(AiohttpSession):
    """Raises ClientDecodeError too for bytes that are no text, and for errors without a description.

    What a server does not know is left out, for good once it has refused it. An invoice in money gets the provider's token here, so
    that no message holds it; one in Stars has none.
    """

    _is_older = False
    provider_token = ""

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:  # noqa: ASYNC109 - aiogram's signature
        is_reduced = self._is_older
        if isinstance(method, SendInvoice) and method.currency != _STARS:
            method = method.model_copy(update={"provider_token": self.provider_token})
        if is_reduced:
            method = older.without(method)
        try:
            return await super().make_request(bot, method, timeout)
        except UnicodeDecodeError as error:
            raise _undecodable(error) from error
        except TelegramBadRequest as error:
            if is_reduced or not older.is_unknown(error):
                raise
        self._is_older = True
        return await self.make_request(bot, method, timeout)

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
