"""The money that an owner names, in both languages: “under 500”, “不超过五百”. Pure."""

import re

_AMOUNT = re.compile(
    r"(?:\b(?:under|below|less than|(?:no|not) more than|not over|at most|max(?:imum)?(?: of)?|within|up to|over|above|more than|exceed\w*|cheaper than|costs?|for|pays?|paid)|不超过|不到|低于|少于|超过|高于|多于|最多|封顶|控制在|不高于|不大于|才花|花了|只花)\s*"
    r"(?:about |around |only )?(?P<sign>[¥￥$€£]|rmb |cny )?\s*(?P<n>\d{2,5}(?:\.\d+)?)(?P<k>k)?(?![\d:]|[点号时分天日周月年公里度%]|小时|\s*(?:km|kilomet\w*|%|years?|days?|hours?|hrs?|min\w*|am\b|pm\b|a\.m|p\.m|o'?clock|th\b))(?P<unit>\s*(?:块钱?|元|yuan|rmb|cny|bucks|dollars?|euros?))?|"
    r"(?P<m>\d{2,5})\s*(?:(?P<in>块钱?|元|yuan|rmb|cny|bucks|dollars?|euros?)|(?P<within>(?:块钱?|元)?(?:以内|以下|之内|封顶|内(?![部饰胎])|or (?:less|under|below))))"
)
_MONEY = re.compile(
    r"价|钱|费|贵|便宜|块|元|\b(?:cost|price|bill|total|pay|charge|cheap|budget|fee|quote)\w*"
)
_DIGITS = dict(zip("一二两三四五六七八九", "1223456789", strict=True))
_HUNDREDS = re.compile(r"([一二两三四五六七八九])([百千])(?=块|元|以内|以下|之内|封顶|我|就|$|[,.!吧])")
_LEAST = 50  # an amount below is a time, a day or a percentage


def limit(plain: str) -> float | None:
    """Return the amount that a text names as a limit or a price (“under 500”), None where it names no money."""
    digits = _HUNDREDS.sub(lambda match: f"{_DIGITS[match[1]]}{'00' if match[2] == '百' else '000'}", plain)
    for match in _AMOUNT.finditer(digits):
        amount = float(match["n"] or match["m"]) * (1000 if match["k"] else 1)
        marked = match["sign"] or match["unit"] or match["in"] or match["within"] or _MONEY.search(plain)
        bare = match["n"] and not re.match(r"(?:for|pays?|paid|costs?|花了)\b", match[0])
        if amount >= _LEAST and (marked or bare):
            return amount
    return None
