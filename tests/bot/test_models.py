import subprocess
import sys

_FIRST_UPDATE = """
from jobs import cli
cli.load("run")
import aiogram.types as types
assert not types.Update.__pydantic_complete__
sent = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "hello"}
update = types.Update.model_validate({"update_id": 1, "message": sent})
assert type(update.message) is types.Message and type(update.message.chat) is types.Chat, update
print(update.message.text, types.Update.__pydantic_complete__, types.Poll.__pydantic_complete__)
"""
_FIRST_ANSWER = """
from jobs import cli
cli.load("run")
import aiogram.methods as methods
ask = methods.SendMessage(chat_id=1, text="hello", reply_markup={"inline_keyboard": [[{"text": "Yes"}]]})
sent = {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}, "text": "hello"}
answer = methods.Response[methods.SendMessage.__returning__].model_validate({"ok": True, "result": sent})
print(type(ask.reply_markup).__name__, type(answer.result).__name__)
"""


def printed(program: str) -> list[str]:
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_of_the_models_of_telegram_only_those_in_use_are_built() -> None:
    assert printed(_FIRST_UPDATE) == ["hello", "True", "False"]


def test_what_is_sent_and_answered_first_is_built_whole() -> None:
    assert printed(_FIRST_ANSWER) == ["InlineKeyboardMarkup", "Message"]
