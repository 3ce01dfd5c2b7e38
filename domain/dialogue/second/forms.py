"""The forms of what is personal in a message: plates, VINs, telephones, addresses, places and people, in both languages. Pure.

They take out rather too much: what a message wants shows without its numbers and proper names.
"""

import re
from enum import Enum
from typing import Final


class Kind(Enum):
    """What is taken out, with the words that stand for it in Chinese and English."""

    CAR = ("车", "car")
    CENTRE = ("服务中心", "service centre")
    PERSON = ("某人", "someone")
    PLACE = ("某地", "somewhere")
    NUMBER = ("号码", "a number")
    ADDRESS = ("联系方式", "an address")


def place(match: re.Match[str]) -> int | str:
    """Which group of a match is taken out: `x` where its form has one, else all of it."""
    return "x" if "x" in match.re.groupindex else 0


_HAN = "\u4e00-\u9fff"
_UNIT = (
    r"(?:am|pm|a\.m|p\.m|v|kms?|k|h|hrs?|hours?|kwh?|kpa|psi|bar|th|st|nd|rd|mins?|m|mm|c|f|w|days?|weeks?|miles?|mph|"
    r"yuan|rmb|usd|eur|percent|%|°|公里|里|块|元|度|点|号|月|日|天|年|分|小时|秒|次|伏|个|千|万|匹|块钱)"
)
_SURNAME = (
    "[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田"
    "任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文欧]"
)
_SUFFIX = (
    r"(?:自治区|省|市(?![场面])|(?<!小)区(?![别分间])|县|镇|乡|村|街道|大道|路(?![上况边程试线面灯由途口过])|街|巷|(?<=[0-9])弄|胡同|小区|花园|大厦|广场|"
    r"机场|[车火高地铁]+站|服务区|收费站|大学|医院|商场|公寓|校区|园区)"
)
_CITY = (
    "北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安|长沙|郑州|青岛|济南|沈阳|大连|宁波|厦门|福州|合肥|昆明|南昌|无锡|佛山|"
    "东莞|哈尔滨|长春|石家庄|太原|南宁|贵阳|兰州|海口|银川|西宁|乌鲁木齐|拉萨|呼和浩特|香港|澳门|台北|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|"
    "安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|浦东"
)
_DIGIT_EN = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double|triple)"
_KNOWN = (
    r"(?:Mr|Mrs|Ms|Dr|I|I['’][a-z]+|Ok|Okay|Hi|Hello|Hey|Thanks|Thank|Please|Yes|No|And|But|So|The|My|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|"
    r"January|February|March|April|June|July|August|September|October|November|December)\b"
)
_PROPER = rf"(?!{_KNOWN})[A-ZÀ-Þ][a-zß-ÿ'’]+"

PLAIN: Final = tuple(
    (re.compile(form), kind)
    for form, kind in (
        (r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w@])@\w{3,}", Kind.ADDRESS),
        (r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:com|cn|net|org|me|io)\b(?:/\S*)?", Kind.ADDRESS),
        # A VIN, also in groups.
        (
            r"(?<![a-z0-9])(?=(?:[a-z -]*\d){5})(?:[a-hj-npr-z0-9][ -]?){16}[a-hj-npr-z0-9](?![a-z0-9])",
            Kind.NUMBER,
        ),
        # Plates: of China, of letters and digits in one word, after the word for it.
        (
            r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][ ·.•-]*[a-z][ ·.•-]*(?:[a-z0-9][ ·.•-]?){4,6}",
            Kind.NUMBER,
        ),
        (r"(?<![a-z0-9])[a-z]{2}\d{2}[ -]?[a-z]{3}(?![a-z])", Kind.NUMBER),
        (
            rf"(?<![a-z0-9])(?!\d{{1,4}}{_UNIT}(?![a-z0-9]))(?=\d*[a-z])(?=[a-z]*\d)[a-z0-9]{{3,}}(?![a-z0-9])",
            Kind.NUMBER,
        ),
        (
            r"(?:plate|registration|reg|vin|车牌|牌照|车架)[^\d,.!?;\n]{0,14}?(?P<x>(?=[a-z -]{0,5}\d)[a-z0-9][a-z0-9 -]{1,9})",
            Kind.NUMBER,
        ),
        # Five digits, however they are parted: telephones, co-ordinates, dates. Fewer only where they count nothing.
        (r"\+?\d(?:[\s().,/:'·–—-]{0,2}\d){4,}", Kind.NUMBER),
        (rf"(?<![\d.:])\d{{3,4}}(?![\d:])(?!\s*{_UNIT})", Kind.NUMBER),
        (r"(?:[〇零一二三四五六七八九幺两][ -]?){5,}", Kind.NUMBER),
        (rf"\b(?:{_DIGIT_EN}[ ,-]+){{4,}}{_DIGIT_EN}\b", Kind.NUMBER),
        (r"\d{1,3}\s*°\s*\d[\d\s.'′″\"]*[nsew]?|(?:[东西]经|[南北]纬)[\d.度分秒° ]+", Kind.PLACE),
        # People.
        (
            rf"(?:我叫|名叫|姓名[是:为]?|联系人[是:为]?) ?(?P<x>(?![了过不个车辆拖他她你])[{_HAN}·]{{2,4}})",
            Kind.PERSON,
        ),
        (rf"(?:我[是姓]|叫我) ?(?P<x>{_SURNAME}[{_HAN}]{{0,2}}?)(?=[,.!?;:的 ]|$)", Kind.PERSON),
        (
            rf"(?P<x>{_SURNAME}[{_HAN}]{{0,2}}?)(?:先生|女士|小姐|太太|师傅|老师|经理|主管|医生|阿姨|叔叔|[哥姐])",
            Kind.PERSON,
        ),
        (
            rf"(?:(?<![{_HAN}])|(?<=[找让叫跟和给问]))(?P<x>[老小阿]{_SURNAME}|{_SURNAME}总)(?![序米是在会])",
            Kind.PERSON,
        ),
        (r"\b(?:my name is|my name's|name:) ?(?P<x>[^\W\d_]+(?: [^\W\d_]+)?)", Kind.PERSON),
        (r"\b(?:mr|mrs|ms|dr)\b\.? ?(?P<x>[^\W\d_]+)", Kind.PERSON),
        # Places.
        (_CITY, Kind.PLACE),
        (
            rf"(?:(?<=[在到去从住来离于])[{_HAN}a-z0-9]{{1,14}}?|(?<![{_HAN}])(?:(?![在到去从住来离于我您你他她])[{_HAN}]){{1,4}}?){_SUFFIX}(?:[{_HAN}a-z0-9]{{0,12}}?(?:{_SUFFIX}|号楼?|[栋幢室]))*",
            Kind.PLACE,
        ),
        (rf"(?:我住|家住|住在)在?(?P<x>[{_HAN}]{{2,4}})", Kind.PLACE),
        (
            r"\b\d+[a-z]?,? (?:[a-z'’.]+ ){1,3}(?:street|road|rd|avenue|ave|lane|ln|boulevard|blvd)\b",
            Kind.PLACE,
        ),
        (
            r"\b(?:i live|living|based|staying|parked|stranded|stuck|broken? down|located) (?:in|at|on|near|by|outside) (?P<x>[a-z'’-]+(?: [a-z'’-]+)?)",
            Kind.PLACE,
        ),
    )
)
"""Forms of a plain text (one script, lower case, half-width)."""

AS_WRITTEN: Final = tuple(
    (re.compile(form), kind)
    for form, kind in (
        (r"(?<![A-Za-z0-9])[A-Z]{1,3}[ -][A-Z]{0,2}[ -]?\d{1,4}[A-Z]{0,3}(?![A-Za-z0-9])", Kind.NUMBER),
        (rf"^\s*(?P<x>{_PROPER}(?: {_PROPER})?)(?= here\b|,? speaking\b)", Kind.PERSON),
        (rf"(?:(?<=[^.!?\s]\s)|(?<=[{_HAN},])){_PROPER}(?:[ -]{_PROPER})*", Kind.PERSON),
    )
)
"""Forms that capital letters tell: words that begin with one inside a sentence are names."""
