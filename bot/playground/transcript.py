"""A talk as plain text: what was said and done, in order, without ids and times, for snapshot tests."""

from bot.playground.facts import Json, Message

BESIDE = (
    ("photo", "[photo]"),
    ("document", "[file]"),
    ("venue", "[venue]"),
    ("location", "[location]"),
    ("contact", "[contact]"),
    ("invoice", "[invoice]"),
    ("successful_payment", "[paid]"),
    ("refunded_payment", "[paid back]"),
    ("web_app_data", "[web app data]"),
)


def spoken(who: str, message: Message, *, note: str = "") -> str:
    head = f"{who}{f' ({note})' if note else ''}: "
    body = " ".join(part for part in (_beside(message.content), message.words) if part)
    lines = [head + body.replace("\n", "\n    ")]
    if message.markup:
        lines += [_row(row) for row in message.markup["inline_keyboard"]]
    return "\n".join(lines)


def keyboard(markup: Json) -> str:
    """The line that says how the keyboard under the input changed; empty when it did not."""
    if markup.get("remove_keyboard"):
        return "    {keyboard removed}"
    rows = markup.get("keyboard", [])
    return "\n".join("    " + " ".join(f"{{{button['text']}}}" for button in row) for row in rows)


def _row(row: list[Json]) -> str:
    return "    " + " ".join(_button(button) for button in row)


def _button(button: Json) -> str:
    marks = [button["style"]] if button.get("style") else []
    marks += ["disabled"] if button.get("disabled") is not None else []
    return f"[{button['text']}]" + (f"({', '.join(marks)})" if marks else "")


def _beside(content: Json) -> str:
    for name, label in BESIDE:
        if name not in content:
            continue
        detail = content[name]
        title = isinstance(detail, dict) and (
            detail.get("file_name") or detail.get("title") or detail.get("phone_number") or detail.get("data")
        )
        return f"{label} {title}" if title else label
    return ""
