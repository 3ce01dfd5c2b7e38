"""A client that acts and reads as a person in the playground, for tests that talk to the bot over HTTP."""

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

from bot.playground.facts import Json

STEP = 0.25
"""Seconds a wait stays open at the server before the condition is looked at again."""


class PressRefused(Exception):  # noqa: N818  # the app's answer to a person; `code` as in people.REFUSED
    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code


@dataclass(frozen=True, slots=True)
class User:
    id: int
    name: str
    language: str


class Playground:
    def __init__(self, base_url: str) -> None:
        self._http = httpx.Client(
            base_url=f"{base_url.rstrip('/')}/playground/api", timeout=40, trust_env=False
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._http.close()

    def user(self, name: str, language: str = "en") -> User:
        """The person of that name and language; made when there is none yet."""
        for person in self._get("/people"):
            if (person["first_name"], person["language_code"]) == (name, language):
                return User(person["id"], name, language)
        return User(self._post("/people", {"name": name, "language": language})["id"], name, language)

    def start(self, user: User, payload: str = "") -> Json:
        return self._act(user, "start", {"payload": payload})

    def say(self, user: User, text: str, *, reply_to: int = 0) -> Json:
        return self._act(user, "say", {"text": text, "reply_to": reply_to})

    def press(
        self, user: User, text: str | None = None, *, index: int | None = None, message_id: int = 0
    ) -> Json:
        """Raises PressRefused when the button is gone or disabled."""
        return self._act(user, "press", {"text": text, "index": index, "message_id": message_id})

    def forge(self, user: User, data: str, *, message_id: int = 0) -> Json:
        return self._act(user, "forge", {"data": data, "message_id": message_id})

    def share_contact(self, user: User, of: User | None = None) -> Json:
        return self._act(user, "contact", {"of": of.id if of else 0})

    def share_location(self, user: User, latitude: float, longitude: float) -> Json:
        return self._act(user, "location", {"latitude": latitude, "longitude": longitude})

    def send_file(self, user: User, name: str, data: bytes, *, caption: str = "") -> Json:
        """Send a picture as a photo, anything else as a document, of up to 60 MB."""
        return self._attach(user, "file", name, data, caption=caption)

    def document(self, user: User, name: str, body: bytes, caption: str = "") -> Json:
        """Send a file as it is. Raises PressRefused when it is empty or larger than a bot can load."""
        return self._attach(user, "document", name, body, caption=caption)

    def send_web_app_data(self, user: User, button_text: str, data: str) -> Json:
        return self._act(user, "web-app", {"button_text": button_text, "data": data})

    def react(self, user: User, message_id: int, emoji: str) -> None:
        self._act(user, "react", {"message_id": message_id, "emoji": emoji})

    def pay(self, user: User, message_id: int, how: str = "well") -> Json:
        """Pay an invoice, `{"paid": …, "reason": …}`; how: "well", "declined" or "twice". No money moves."""
        return self._act(user, "pay", {"message_id": message_id, "how": how})

    def block(self, user: User, *, blocked: bool = True) -> None:
        self._act(user, "block", {"blocked": blocked})

    def chat(self, user: User, *, after: int = 0, wait: float = 0) -> Json:
        return dict(self._get(f"/people/{user.id}/chat", after=after, wait=wait))

    def messages(self, user: User) -> list[Json]:
        """Return the messages on the screen now, oldest first, in the Bot API's form."""
        return list(self.chat(user)["messages"])

    def notices(self, user: User) -> list[Json]:
        """Toasts and alerts so far: `{text, alert, url}`."""
        return list(self.chat(user)["notices"])

    def keyboard(self, user: User) -> list[list[str]]:
        """The texts on the keyboard under the input field."""
        markup = self.chat(user)["keyboard"] or {}
        return [[button["text"] for button in row] for row in markup.get("keyboard", [])]

    def wait_for(self, user: User, text_part: str, timeout: float = 10, *, after: int = 0) -> Json:
        """The newest message of the bot that holds `text_part` and is newer than message id `after`.

        Raises TimeoutError with the transcript.
        """
        deadline = time.monotonic() + timeout
        version = -1
        while True:
            view = self.chat(user, after=0) if version < 0 else self.chat(user, after=version, wait=STEP)
            version = view["version"]
            for message in reversed(view["messages"]):
                if message["message_id"] > after and _says(message, text_part):
                    return dict(message)
            if time.monotonic() > deadline:
                raise TimeoutError(f"nobody said {text_part!r}:\n{self.transcript(user)}")

    def transcript(self, user: User) -> str:
        return self._http.get(f"/people/{user.id}/transcript").raise_for_status().text

    def init_data(self, user: User) -> str:
        return self._http.get(f"/people/{user.id}/init-data").raise_for_status().text

    def file(self, message: Json) -> bytes:
        """The bytes of the photo or document in a message."""
        sent = message["document"] if "document" in message else message["photo"][-1]
        return self._http.get(f"/files/{sent['file_id']}").raise_for_status().content

    def calls(self, method: str = "", *, after: int = 0) -> list[Json]:
        return list(self._get("/calls", method=method, after=after))

    def fail(self, kind: str, **details: Any) -> None:
        """Order trouble for the next calls; the details are the fields of faults.Fault."""
        self._post("/faults", {"kind": kind, **details})

    def heal(self) -> None:
        _read(self._http.delete("/faults"))
        self.limit(on=False)

    def limit(self, *, on: bool, overall: int = 30, per_chat: int = 1) -> None:
        _read(self._http.put("/limits", json={"on": on, "overall": overall, "per_chat": per_chat}))

    def duplicate_updates(self, times: int = 1) -> None:
        self._post("/duplicates", {"times": times})

    def _act(self, user: User, what: str, body: Json) -> Json:
        return self._post(f"/people/{user.id}/{what}", body)

    def _attach(self, user: User, what: str, name: str, data: bytes, *, caption: str) -> Json:
        path = f"/people/{user.id}/{what}"
        return _read(self._http.post(path, files={"file": (name, data)}, data={"caption": caption}))

    def _get(self, path: str, **query: Any) -> Any:
        return self._http.get(path, params=query).raise_for_status().json()

    def _post(self, path: str, body: Json) -> Json:
        return _read(self._http.post(path, json=body))


def _read(response: httpx.Response) -> Json:
    if response.status_code == httpx.codes.CONFLICT:
        answer = response.json()
        raise PressRefused(answer["error"], answer["detail"])
    response.raise_for_status()
    return dict(response.json() or {}) if response.content else {}


def _says(message: Json, part: str) -> bool:
    words = str(message.get("text", message.get("caption", ""))).replace("\u00a0", " ")
    return bool(message["from"]["is_bot"]) and part in words
