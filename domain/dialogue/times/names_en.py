"""The English names of days, months, parts of days and holidays, and what they stand for."""

import re

from domain.dialogue.facts import Part

WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBERS = {word: value for value, word in enumerate(WORDS, start=1)} | {
    "a": 1,
    "an": 1,
    "a couple of": 2,
    "couple of": 2,
    "a couple": 2,
    "a few": 3,
    "half": 0.5,
    "half an": 0.5,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "forty five": 45,
    "fifty": 50,
    "a quarter": 15,
    "quarter": 15,
}
WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "monday mon mondays munday",
            "tuesday tues tue tuesdays teusday tuseday",
            "wednesday wed weds wednesdays wednsday wensday wendsday wednesay",
            "thursday thurs thur thu thursdays thrusday thurday thirsday",
            "friday fri fridays firday",
            "saturday sat saturdays saterday satuday",
            "sunday sun sundays",
        )
    )
    for name in names.split()
}
MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan",
            "february feb febuary",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"thirtieth": 30}
_ONES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
_TENS = {"twenty": 20, "thirty": 30}
ORDINALS |= {
    f"{tens}{link}{word}": value + place
    for tens, value in _TENS.items()
    for link in " -"
    for place, word in enumerate(_ONES if value == 20 else _ONES[:1], start=1)  # noqa: PLR2004 - days of a month
}
CARDINALS = {
    f"{tens}{link}{word}": value + place
    for tens, value in _TENS.items()
    for link in " -"
    for place, word in enumerate(WORDS[:9] if value == 20 else WORDS[:1], start=1)  # noqa: PLR2004 - days of a month
}
PARTS = {
    "morning": Part.MORNING,
    "mornin": Part.MORNING,
    "first thing": Part.MORNING,
    "lunchtime": Part.NOON,
    "lunch time": Part.NOON,
    "afternoon": Part.AFTERNOON,
    "arvo": Part.AFTERNOON,
    "pm": Part.AFTERNOON,
    "evening": Part.EVENING,
    "night": Part.EVENING,
}
RELATIVE = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "day after tomorrow": 2,
    "day after tmrw": 2,
    "day after tmr": 2,
    "tomorrow": 1,
    "tmrw": 1,
    "tmr": 1,
    "tomorow": 1,
    "tommorow": 1,
    "tommorrow": 1,
    "2moro": 1,
    "overmorrow": 2,
}
COUNT = "|".join([r"\d{1,3}", *sorted({*NUMBERS, *CARDINALS}, key=len, reverse=True)])


def number(text: str) -> float:
    """A count in digits or words, an ordinal included."""
    digits = re.match(r"\d+", text)
    return (
        float(digits[0]) if digits else float(NUMBERS.get(text, ORDINALS.get(text, CARDINALS.get(text, 0))))
    )
