"""The Telegram edge: translates updates into calls of the core and notices into messages."""

import sys

from bot.models import Deferral

sys.meta_path.insert(0, Deferral())
