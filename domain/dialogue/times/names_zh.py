"""The Chinese names of days, parts of days and holidays, and what they stand for."""

from domain.dialogue.facts import Part

DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
}
WEEKDAYS = {character: value for value, character in enumerate("一二三四五六日")} | {"天": 6}
WEEKDAYS |= {str(value): value - 1 for value in range(1, 8)}
PARTS = {
    "凌晨": Part.MORNING,
    "早晨": Part.MORNING,
    "清晨": Part.MORNING,
    "清早": Part.MORNING,
    "大早上": Part.MORNING,
    "一大早": Part.MORNING,
    "一早": Part.MORNING,
    "大清早": Part.MORNING,
    "早上": Part.MORNING,
    "上午": Part.MORNING,
    "午前": Part.MORNING,
    "中午": Part.NOON,
    "正午": Part.NOON,
    "午饭时": Part.NOON,
    "午间": Part.NOON,
    "午后": Part.AFTERNOON,
    "下午": Part.AFTERNOON,
    "傍晚": Part.EVENING,
    "晚上": Part.EVENING,
    "晚间": Part.EVENING,
    "夜里": Part.EVENING,
    "夜间": Part.EVENING,
    "夜晚": Part.EVENING,
}
RELATIVE = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "昨天": -1,
    "昨日": -1,
    "昨": -1,
    "今天": 0,
    "今日": 0,
    "今儿": 0,
    "今": 0,
    "当天": 0,
    "明天": 1,
    "明日": 1,
    "明儿": 1,
    "明": 1,
    "后天": 2,
    "后日": 2,
    "后": 2,
    "大后天": 3,
}
N = r"(?:\d{1,2}|[一二两三四五六七八九十廿]{1,3})"
_NO_WEEKDAY = "(?<![周期拜])"  # 周一早上 is Monday morning, not 一早
PART = "|".join(
    f"{_NO_WEEKDAY}{name}" if name.startswith("一") else name for name in sorted(PARTS, key=len, reverse=True)
)


def amounts(text: str) -> tuple[int, int]:
    """The least and the most of a count: 两三 is two to three."""
    if len(text) == 2 and "十" not in text and not text.isdigit():  # noqa: PLR2004 - two numerals
        return number(text[0]), number(text[1])
    return number(text), number(text)


def number(text: str) -> int:
    """An integer below 100 in digits or Chinese numerals."""
    if text.isdigit():
        return int(text)
    if text == "几":
        return 3
    text = text.replace("廿", "二十").removeprefix("零")
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return DIGITS.get(ones, 0)
    return DIGITS.get(tens, 1) * 10 + (DIGITS.get(ones, 0) if ones else 0)
