"""Answers of servers of others over HTTP: whole, small and good, or none."""

from http import HTTPStatus
from typing import Final

from aiohttp import ClientResponse

_LARGEST: Final = (
    64 * 1024
)  # bytes; a sentence of a model has some hundred, a time stamp with certificates some thousand


class NoAnswerError(Exception):
    """A server answered with another status than 200, or with more than it may."""


async def body(response: ClientResponse) -> bytes:
    """Return the bytes of an answer. Raises NoAnswerError, or ClientError where the connection breaks."""
    if response.status != HTTPStatus.OK:
        raise NoAnswerError
    answer = bytearray()
    async for part in response.content.iter_any():
        answer += part
        if len(answer) > _LARGEST:
            raise NoAnswerError
    return bytes(answer)
