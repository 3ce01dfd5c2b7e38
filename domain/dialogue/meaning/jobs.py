"""Which job an owner speaks of, from the words for it in both languages."""

import re
from collections.abc import Container
from typing import NamedTuple

# No repair of the cooling: it is looked at with the rest of the car.
COOLANT_CHECK = r"(?:检查|检测|查|看)(?:一?下|一查|一看|看)? ?(?:冷却液|防冻液|冷却水|coolant|antifreeze)(?!漏|泄)|(?:冷却液|防冻液)的?(?:检查|检测)|\bcheck(?: on)?(?:下|一下)? ?(?:the |my )?(?:coolant|antifreeze)(?: level)?\b(?! leak)|\b(?:coolant|antifreeze)(?: level)? check\b"
WIPERS = r"(?:更换|换)[^,.!?]{0,3}雨刮(?:器|片)?|雨刮(?:器|片)?[^,.!?坏响]{0,3}换|\b(?:new|replace(?: the| my)?|change(?: the| my)?) (?:windscreen |windshield )?wipers?(?: blades?)?\b|\bwiper (?:blade|change|replacement)s?\b"
# The narrower job first: "battery check" is not the small battery, "tyre service" is no first service.
_WORDS: tuple[tuple[str, str], ...] = (
    ("inspection", COOLANT_CHECK),
    ("inspection", WIPERS),
    (
        "twelve_volt_check",
        (
            r"(?:检测|检查|测|测试)(?:一?下|下)?(?:12[ -]?v ?)?(?:小?电瓶|小电池|蓄电池)|"
            r"(?:12[ -]?v ?)?(?:小?电瓶|小电池|蓄电池)的?(?:检测|检查|测试)|"
            r"(?:12[ -]?v(?:olt)?|twelve[ -]volt|small|auxiliary|starter)(?: battery)? (?:check|test)|"
            r"(?:check|test) (?:on )?(?:the |my )?(?:12[ -]?v(?:olt)?|twelve[ -]volt|small|auxiliary|starter)\b"
        ),
    ),
    (
        "twelve_volt",
        (
            r"12 ?v(?:olt)?\b(?:的?(?:电池|电瓶|蓄电池| battery))?|小(?:电瓶|电池)|电瓶|蓄电池|small battery|twelve[ -]volt(?: battery)?|"
            r"auxiliary battery|starter battery|low[ -]voltage battery"
        ),
    ),
    (
        "high_voltage_check",
        (
            r"高压(?:系统|电|部分|线束)?(?:的?(?:检测|检查|检修))?|(?:高压)?绝缘(?:的?(?:检测|检查))?|接触器|充电(?:系统|口)(?:的?(?:检测|检查|检修))?|"
            r"high[ -]voltage(?: (?:check|system|inspection))?|insulation(?: check)?|contactors?\b|charging (?:system|port)(?: check)?"
        ),
    ),
    (
        "battery_check",
        (
            r"(?:动力)?电池(?:包|组)?(?:的?(?:健康)?(?:检测|检查|体检|诊断))|(?:检测|检查|测)(?:一?下|下)?(?:动力)?电池|三电检测|"
            r"battery (?:health[ -]?)?(?:check|test|inspection|diagnos\w*)(?:[ -]?up)?|check (?:on )?(?:the |my )?battery|battery checked|动力电池|电池"
        ),
    ),
    (
        "coolant_repair",
        (
            r"(?:冷却|防冻|冷凝)(?:液|系统|水)?(?:的?(?:泄漏|漏|维修|更换|加注|漏液))?|水箱|coolant(?: leak| repair| service| flush)?|"
            r"antifreeze|cooling (?:system|loop)|radiator"
        ),
    ),
    (
        "cabin_filter",
        r"(?:空调|车内|座舱|花粉)?(?:滤芯|滤网|滤清器)|空调格|(?:cabin|air|pollen|a/?c)(?:[ -]air)? ?filter|\bfilters?\b",
    ),
    ("brake_fluid", r"刹车油|刹车液|制动液|制动油|\bbrake fluid\b"),
    (
        "brake_check",
        (
            r"(?:检查|检测|看看|看)(?:一?下|下)?(?:刹车|制动)(?:系统)?(?!片)|(?:刹车|制动)(?:系统)?(?:检查|检测|卡滞|拖滞)|卡钳|"
            r"(?:刹车|制动)(?![片盘皮油液]).{0,8}(?:响|吱|尖叫|抖|软|怪|噪|声音)|"
            r"\bbrake (?:check|inspection)\b|\b(?:check|inspection|look) (?:of|on|at|over) (?:the |my |all )?brakes?\b(?! pads?)|\bcheck (?:the |my )?brakes?\b(?! pads?)|\bcalipers?\b|"
            r"\bbrakes\b.{0,25}\b(?:nois\w*|squeal\w*|squeak\w*|grind\w*|screech\w*|judder\w*|shudder\w*|vibrat\w*|spongy|weird|funny|odd|strange)\b|"
            r"\b(?:noisy|squeaky|squealing|squeaking|grinding|screeching|spongy) brakes?\b(?! pads?)|\b(?:noise|squeal|squeak|grinding) (?:from|when|while|as)\b.{0,20}\bbrak"
        ),
    ),
    (
        "brake_pads",
        r"刹车(?:片|盘|皮|油|系统)?|片片|(?:[那这把换]|[这那]个|刚换的)片子?(?=[^场面刻段])|制动(?:片|系统)?|\bbrakes?(?:[ -]?pads?| job| discs?| fluid)?\b|\bbreak pads?\b|\bpads\b|\bbraking system\b",
    ),
    (
        "wheel_change",
        (
            r"(?:换|装)(?:上|回)?(?:冬季?|冬天|夏季?|雪地?|四季)(?:的)?(?:轮?胎)|(?:冬季?|冬天|雪地?|夏季?|四季)(?:的)?(?:轮)?胎|"
            r"\b(?:winter|summer|snow|all[ -]season) (?:tyre|tire|wheel|boot|set|one)s?\b|\b(?:the|my|its|on) (?:winters|snows)\b|\b(?:snow|winter) rubber\b"
        ),
    ),
    (
        "tyre_service",
        (
            r"(?:换|补|修)(?:个|一下|下|条)?(?:轮胎|车胎|胎)|轮胎|车胎|胎压|爆胎|扎胎|四轮定位|动平衡|(?:四|前后)轮(?:换位|对调|调位|互换)|"
            r"(?:备|旧|[前后左右两条个这把])胎|胎(?:纹|侧|面)?(?:也|都|都快|快|该|要|得|给)*(?:换|补|倒|磨|扎|漏|瘪|破|鼓|爆|没气|慢撒气)|[前后左右这]轮[^,.!?]{0,3}(?:扎|漏|瘪)|[前后]轆|轆[皮軚呔]|"
            r"\bflat ty(?:re|er)s?\b|\bt[yi]res?(?: (?:change|rotation|repair|service|swap))?\b|\bpuncture\w*|\bwheel (?:alignment|balanc\w+)|\bflat (?:tyre|tire)\b|"
            r"\b(?:had|got|have|has) a flat\b(?! battery| fee| rate)|\btread\b|\bwheels? .{0,12}(?:rotat\w*|align\w*|balanc\w*)|\brotat\w* .{0,12}wheels\b|\balignment\b"
        ),
    ),
    (
        "first_service",
        r"首保|首次保养|第一次(?:做)?保养|一保|\b(?:first|1st) (?:ever )?(?:service|servicing|sevice|maintenance)\b",
    ),
    (
        "yearly_service",
        (
            r"(?:年度|年|大|定期)保养|"
            r"\b(?:yearly|annual)(?: (?:service|servicing|maintenance|check(?:[ -]?up)?|inspection|thing|one))?\b(?! (?:report|review|leave|fee|tax|mileage|meeting|income|bonus|statement|cost))"
        ),
    ),
    (
        "season_check",
        (
            r"冬检|(?:入冬|过冬|冬季|冬天|入夏|夏季|夏天|换季)(?:前|之前|了)?[^,.!?]{0,6}(?:检查|检测|保养|体检)|"
            r"\b(?:winter|summer|seasonal) check(?:[ -]?up)?\b|\b(?:check|look|inspect|ready|prep)\w*\b[^,.!?]{0,20}\b(?:for|before) (?:the )?(?:winter|summer|cold)\b|\bwinteri[sz]\w+"
        ),
    ),
    ("recall_work", r"召回|\brecalls?\b"),
    (
        "yearly_service",  # a car has its first one once
        (
            r"首保|首次保养|第一次保养|一保|保养|保样|宝养|例行维护|\b(?:first|1st|regular|routine|annual|yearly|scheduled|car|full)? ?"
            r"(?:service|servicing|serviced|sevice|servise|serivce|maintenance|maintenence|maintainance|maintanance)\b(?! (?:cent|station|desk|number))"
        ),
    ),
    (
        "inspection",
        r"全车检查?|检查|检修|检测|体检|年检|看看车|\b(?:mot|inspection|inspect|health[ -]?check|check[ -]?up|checkup|checked(?: over)?|looked (?:at|over)|once[ -]over)\b",
    ),
    (
        "inspection",  # a part that no job of its own is for, told by its fault
        (
            r"(?:空调|暖风|车窗|雨刮|天窗|车门|座椅|后视镜|喇叭|大灯|尾灯|车灯|屏幕|中控|悬挂|减震|方向盘).{0,4}(?:不(?:太|怎么)?(?:凉|冷|热|制冷|制热|灵|好使|工作|亮|响|动|升|降)|坏|有(?:异响|异味|味|问题|毛病)|异响|异味|失灵|卡|漏|抖)|"
            r"\b(?:air ?con(?:ditioning|ditioner)?|a/?c|heat(?:er|ing)|climate control|windows?|wipers?|sunroof|doors?(?: handle)?|seats?|mirrors?|horn|headlights?|headlamps?|tail ?lights?|screen|display|suspension|steering(?: wheel)?|windscreen|windshield)"
            r"\b.{0,20}(?:n['’]?t|\bnot|\bno longer|\bbroken|\bcracked|\bstuck|\bfaulty|\bfail\w*|\bleak\w*|\bnois\w*|\bsmell\w*|\bshak\w*|\bvibrat\w*|\brattl\w*|\bbarely|\bstopped)\b"
        ),
    ),
)
_JOBS = tuple((job, re.compile(pattern)) for job, pattern in _WORDS)


_REFUSED_BEFORE = re.compile(
    r"(?:(?<!n't )(?<!n’t )(?<!\bdo not )(?<!\bnever )\b(?:forget(?: about)?|no|not|without|except(?: for)?|minus|skip|leave(?: out)?|drop|never ?mind|(?:do not|don['’]?t|no longer) (?:want|need|do)|instead of|rather than)"
    r"(?: the| my| any| new| a| an)*\s*|除(?:了|去|开)?|(?:不(?:用|要|想|需要|必|是|包括?|含)?|别|甭|先不)(?:再)?(?:换|做|修|检查|弄|查|补|装)?(?:那个|这个)?)$"
)
_REFUSED_BEHIND = re.compile(
    r"(?:的事|检修|更换)?(?:[,\s]*(?:就|先|也|我|暂时|这次))*(?:不(?:用|要|想|需要|必)?(?:再)?(?:在[^,.!?]{1,6}?)?(?:换|做|修|检查|弄|查|补|装)?了|先?(?:不|别|甭)(?:用|要|需要|必)?(?:换|做|修|弄|查|补|装)|不(?:要|用|需要|算)(?=$|[,.!;\s])|除外|以外|算了|免了|下次再)|"
    r"\s*(?:can wait|(?:is|are) (?:not|no longer) needed|(?:isn|aren)['’]?t needed\b)"
)
_TAKEN_OUT = re.compile(
    r"(?:(?<!n't )(?<!n’t )(?<!\bdo not )\b(?:cancel|remove|scrap|cut|(?:take|cross) (?:out|off))(?: the| my| new| a| an)*\s*|(?:取消|去掉|删掉?|拿掉|撤掉|减掉))$"
)  # of what is wished for so far
_AS_WELL = re.compile(r"(?:以外|之外)?[,\s]*(?:我)?(?:还|也要|也得|再|顺便|另外)(?!是)")  # 除了保养还要换轮胎
REMINDED = re.compile(
    r"\b(?:don['’]?t|do not|never) (?:forget(?: about)?|skip|miss|leave out|drop)(?: the| my| to (?:change|do|check|replace))*\s*|(?:别|不要|不能)(?:忘(?:记|了)?|漏(?:掉|了)?|落下)了?(?:换|做|检查|查)?(?:一下)?"
)
"""Before a job that is wanted all the same: “don't forget the tyres”."""
_BEFORE_WANTED = re.compile(rf"(?:{REMINDED.pattern}|除了?)$")
_NEEDED = re.compile(r"[^,.!;]{0,2}(?:不行|不可以?|不能|不安全)")  # “I cannot do without”


# Beside jobs alone these add or take away work. A bare "no" or 没 is not among them: "no brakes" may be a cry for help.
_AROUND = re.compile(
    r"(?:[\s,.!?、]|\b(?:and|also|plus|add|please|pls|the|that|to|it|too|as well|on top|with(?:out)?|leave|out|off|drop|skip|not|don['’]?t|do not|need|want|remove|forget|take|just|only|instead|then|so|actually|sorry|ok|okay|thanks|i|you|can|could|we|do|change|have|a|an|my|after all|any ?more)\b|"
    r"再|加上?|个|一下?|顺便|还有?|[不别](?:要|做|换|用|弄|想)|要|做|换|也|就|吧|了|呢|啊|去掉|取消|算|只|先|把|帮我|给我|麻烦|请|另外|那|的|好)*"
)
_BUT = re.compile(r"(?:\bbut|\band|但是?|不过|而且)[\s,]*$")


class Mention(NamedTuple):
    """Where a job stands in a text."""

    start: int
    end: int
    job: str


def find(plain: str) -> str | None:
    """The job in a plain text (see `script.plain`), or None; one that is refused only where no other is named."""
    return _first(_without_refused(plain), but=refused(plain)) or _first(plain)


def is_other(plain: str) -> bool:
    """Whether one job is wished for in place of another, as in “forget the tyres, just the service”."""
    rest = _without_refused(plain)
    return rest != plain and _first(rest) is not None


def refused(plain: str) -> tuple[str, ...]:
    """The jobs that are not wanted, or not any more: “without the tyres”, “leave out the tyres”."""
    unwanted = (
        each.job
        for each in mentions(plain)
        if _is_refused(plain, each.start, each.end) or _TAKEN_OUT.search(plain, 0, each.start)
    )
    return tuple(dict.fromkeys(unwanted))


def is_only_named(plain: str) -> bool:
    """Whether a text is nothing but jobs, added to a visit or left out of it: “and add brake fluid”, “不要轮胎了”."""
    rest = plain
    for each in reversed(mentions(plain)):
        rest = f"{rest[: each.start]} {rest[each.end :]}"
    return rest != plain and _AROUND.fullmatch(rest) is not None


def _first(plain: str, but: Container[str] = ()) -> str | None:
    return next((job for job, pattern in _JOBS if job not in but and pattern.search(plain)), None)


def _without_refused(plain: str) -> str:
    """The text with blanks for the jobs that are not wanted."""
    rest = plain
    for start, end in spans(plain):
        if _is_refused(plain, start, end):
            rest = rest[:start] + " " * (end - start) + rest[end:]
    return rest


def blanked(text: str, plain: str) -> str:
    """The text, or its plain one, with blanks for the jobs that are refused and for the words that refuse them: they tell of no time.

    Neither do words that ask not to forget a job.
    """
    for start, end, _ in mentions(plain):
        wanted = _BEFORE_WANTED.search(plain, 0, start)
        if _is_refused(plain, start, end):
            before, behind = _REFUSED_BEFORE.search(plain, 0, start), _REFUSED_BEHIND.match(plain, end)
            first, last = before.start() if before else start, behind.end() if behind else end
            but = _BUT.search(plain, 0, first)
            first = but.start() if but else first
            text = text[:first] + " " * (last - first) + text[last:]
        elif wanted:
            text = text[: wanted.start()] + " " * (start - wanted.start()) + text[start:]
    return text


def _is_refused(plain: str, start: int, end: int) -> bool:
    before = _REFUSED_BEFORE.search(plain, 0, start) and not _NEEDED.match(plain, end)
    before = before and not _AS_WELL.match(plain, end)
    return bool(before or _REFUSED_BEHIND.match(plain, end))


def mentions(plain: str) -> list[Mention]:
    """Where each job is named, the narrower job first: its words count for no other."""
    rest, named = plain, list[Mention]()
    for job, pattern in _JOBS:
        for match in pattern.finditer(rest):
            start, end = match.span()
            rest = rest[:start] + "\x00" * (end - start) + rest[end:]
            named.append(Mention(start, end, job))
    return sorted(named)


def spans(plain: str) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for _, pattern in _JOBS for match in pattern.finditer(plain))
