"""The speakers of the composition root: they know the words of all slices and edges. Cores are built with them."""

from typing import Final

from api import words as api
from bot import words as bot
from domain import phrases
from jobs import words as jobs

speaker: Final = phrases.speakers(api.WORDS, bot.WORDS, jobs.WORDS)
