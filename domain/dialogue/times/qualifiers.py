"""What the words beside a time make of it: not wanted, as good as another, or not understood."""

import re

from domain.dialogue.times import engagements

_LOOK = 48  # characters beside a time that may qualify it
_CLAUSE = re.compile(r"[.;!?\n]|,\s*(?=(?:so|and|then|can|could|please|i|we|how|what|would|let)\b)")
_LINK = (
    r"(?:\s|,(?=\s*on\b)|(?:do|make|manage|come(?: in)?|be|want|have|take|give me|on|at|in|the|a|any|it|for|there|of|works?|free|available|able|"
    r"to|possible|book(?: me)?(?: in)?|schedule(?: me)?|put me(?: in)?|offer(?: me)?|suggest|during|anything|any ?time|sometime|some ?thing|early|late|"
    r"please|that|this is|really|like|the whole|all(?: day)?|both|either)\b)*"
)
_REFUSED = re.compile(
    r"(?:(?<!why )(?<!if )(?<!whether or )(?<!or )\bnot(?! only| just| sure)|\b(?:ca|do|wo|would|could|should|is|are|did|does)n['’]?t\b|\bcannot\b|\bnever\b|\bavoid(?:ing)?\b|"
    r"\bexcept(?:ing)?(?: for)?\b|\bexclud(?:e|ing)\b|\bother than\b|\bapart from\b|\baside from\b|\bbesides\b|\bbar(?:ring)?\b|\bsave for\b|"
    r"\b(?:any|every|all|each|either)(?: ?(?:thing|day|time|other|one|week|date|slot|of|the|these|week ?day|working day|morning|afternoon))*s?(?: [a-z]+){0,2} but\b|"
    r"\bwithout\b|\bskip(?:ping)?\b|\bunavailable\b|\bbusy\b|\b(?:i|we) (?:drive|fly|travel) (?:down |up |over )?to(?! (?:you|your)\b| (?:the|my|your|a) (?:\w+ )?(?:cent(?:re|er)|workshop|garage|dealer\w*|shop|visit|appointment|inspection)\b)(?: (?:my|our|the|see))*(?: [\w'’]+){1,2}|\btravel?ling\b|\bflying\b|\b(?:abroad|overseas|tied up|not (?:around|here|there))\b|\bon (?:holiday|vacation|leave|a trip|business|call)\b|\b(?:get|gets|getting|be|am|i['’]?m|come|coming) back\b(?! to)|\baway\b|\bout of town\b|\bworking\b(?! days?)|\bat work\b|\bin (?:a |an |the )?(?:meetings?|office)\b|\b(?:a|the|my) (?:meetings?|appointment elsewhere)\b|\bhate\b|\bleave out\b|\brule out\b|"
    r"(?<!^)\bno\b(?! later| earlier| sooner| problem|,)|(?:"
    + engagements.EN
    + r")(?: from school| practice)?|\binstead of\b|\brather than\b|\bno longer\b)"
    + _LINK
    + r"$"
)
_NEEDS_CAR = re.compile(engagements.NEEDS_CAR + r"(?! in (?:on|for|by|at|with)\b)" + _LINK + r"$")
_LEAVES = re.compile(engagements.LEAVES + r"(?: (?:on|at|in|already|early|very|as|only|not|until))*\s*$")
_DEADLINE = re.compile(r"(?:by|before)\b")  # "I need the car by Friday": until then it may be in the workshop
_DEADLINE_ZH = re.compile(r"前[^,.;!?]*" + engagements.NEEDS_CAR_ZH)
_LINK_ZH = r"(?:给我|帮我|我|再|把|排|约|安排|订|定|选|放|挑|去|来|到|在|是|考虑|接受|包括|含|过来|做|约在|那个?|这个?|每个?|所有|的|\s)*"
_REFUSED_ZH = re.compile(
    r"(?:除了?|除开|除去|除却|(?<![特分区告级个类性识])别(?!的)|(?<=只要)不(?:是|要|在)|(?<![要能可想是行好])不(?:要|想|能|可以|行|是|排|约|包括|含|考虑|接受|选|在|去|来|希望|方便)|(?<=[,.;!?\s])不(?:要|想|能|是)|^不(?:要|想|能|是|排|约)|"
    r"避开|避免|排除|(?<![是才])非(?!.{1,6}不可)|没法|没办法|无法|没空|撇开|抛开|跳过|而不是|忌)"
    + _LINK_ZH
    + r"$"
)
_NO_SUCH = re.compile(r"[a-z]+s\b")  # "no Mondays", "no mornings"; "no Thursday" may be "no, Thursday"
_BAD = (
    r"(?:no good|a no(?:[ -]go)?|bad|impossible|out(?: of the question)?|off|busy|taken|tricky|difficult|too (?:soon|early|late)|unavailable|hard|excluded|excepted|not (?:\w+ )?(?:good|possible|great|ok|okay|an? "
    r"option|available|convenient|suitable|ideal|free))"
)
_REFUSED_AFTER = re.compile(
    r"\s*,?\s*(?:(?:is )?(?:a bit |a little |far |way |much )?too (?:early|late|soon)(?![a-z])|(?:is|are|was|looks?|seems?|'s|will be|would be) (?:really |just |also |a bit |a |too |very )?"
    + _BAD
    + r"\b|(?:(?:is|are|does|do|did|wo|would|ca|could)n['’]?t|(?:is|are|does|do|will|would|can|could) not|cannot|never) "
    r"(?:really )?(?:work|possible|good|suit|ok|okay|fit|great|do|happen|available|be|an option|convenient)\w*|excluded|excepted|(?:aside|apart)(?! from)|"
    r"(?:i['’]?m|i am|we['’]?re|we are) (?:busy|away|working|out|not|at work|unavailable|travell?ing)|i (?:can['’]?t|cannot|won['’]?t)\b|not possible|no good|"
    r"(?:are|is) out\b|(?:do|does|are|is)n['’]?t\b(?=\s*(?:$|[.,;!]|sorry|though|unfortunately))|won['’]?t\b|can['’]?t\b(?! (?:you|we))|(?:i|we)(?:['’]?ve| have|['’]?m|['’]d)? (?:always |usually |already |really )?"
    + engagements.EN
    + r"\b|(?:i|we) (?:pick up|fetch|collect|drop off|look after|teach|work|fly)\b(?! (?:the |my )?(?:car|it)\b))"
)
_REFUSED_AFTER_ZH = re.compile(
    r"\s*(?:那[天个]|这[天个]|全天|一整天|整天|的话|的|我|我们|也|都|就|可能|实在|真的|,|\s)*"
    r"(?:除外|以外|之外|外(?![观面出地侧壳])|不算|不考虑|不(?:太|大|怎么)?(?:行|可以|方便|合适)(?!吗|么|的话|就)|没(?:空|时间|法|办法)|有事|有会|开会|出差|去不了|来不了|过不去|不去|不来|不约|"
    r"在?(?:外地|国外|外面|老家|公司)|出国|度假|旅游|值班|满了|排满|约了人|来不及|怕?(?:起不来|赶不[上到]|赶不过来|到不了|来不了)|太[早晚]了?|太赶|太急|太仓促|(?:才|刚)能?(?:回来|回国|到家|回家)|"
    + engagements.ZH
    + "|"
    + engagements.NEEDS_CAR_ZH
    + r"|要?(?:上班|加班)(?!前|后|之|路|完|以后|了(?:再|就|以后|之后|后|来))|(?:出发|动身|上高速)(?!之?前|以前|过|去|来|到|后)|排除|不在|忙|别[排约来]?(?=$|[,.!吧了]))(?!吗|么|的话|就[周星礼明后])"
)
_HAS_TO = re.compile(
    r"\b(?:has|have|needs?|got|must|ought|wants?)(?: to)? be (?:on |at |the |a |this |next |some ?time )*$|\bonly (?:on |at )?$|\bonly (?:day|time|one)\b[^,.!?]{0,24} is (?:on |at )?$|(?:必须|只能|得|一定要?|只有)(?:是|在|约|排)?$"
)
_EITHER = re.compile(
    r"(?:\s|,|/|、|&|\b(?:or|and|else|either|maybe|perhaps|even|if not|otherwise|failing that|alternatively|also|then|possibly|also good|both|on|the|at|in|as well as|"
    r"works? too|is also (?:fine|ok))\b|或者?|和|还是|跟|与|要不(?:然|就)?|要么|不然|否则|实在不行|不行的?话?|不行就|都行|也行|也可以|都可以|再不|以?及|就是|就|那|是|的话)*"
)
_INSTEAD = re.compile(
    r"(?:^|[\s,.?!;])(?:(?:but |and )?(?:or|otherwise|failing that|alternatively|or else|if (?:that|it|not|there|none)(?:['’]?s| is| are| does)?(?:n['’]?t| not)? ?(?:is |are )?"
    r"(?:work(?:s|ing)?|suit(?:s|able)?|possible|free|available|taken|full|gone|booked(?: up| out)?|ok(?:ay)?|nothing|left)?)|"
    r"(?:如果|要是)?(?:那天|当天|实在)?(?:没有?(?:位置?|空位?|号)?了?|满了|约不上|排不上|不行|不方便|约满了?)(?:的话)?|要不然?|要么|不然|否则|再不然|或者)[\s,]*(?:(?:on|the|at|then|maybe|any ?time|any ?thing|sometime|any day|any|in|during|就|那)\s*)*$"
)  # what would do where the first is not to be had
_DENIED = re.compile(r"(?:\bnot|n['’]t|不是|不要|不在|不约|别)\s*(?:on |for |the |是|约|排)*$")
_IT_IS = re.compile(
    r"(?=.*(?:是|s))(?:[\s,]|而|应该|我说的|我要的|我约的|要|就|是|约|在|\b(?:it|that)(?:['’]?s| is| was| should be| has to be)\b|\b(?:on|the|for)\b)+"
)
_NEXT = re.compile(r"today|tomorrow|今天|明天|今日|明日")  # days that no other day tells more of
_CONDITION = re.compile(r"\b(?:unless|if|in case|provided)\b|除非|如果|要是|万一|假如")
_NEXT_ONE = re.compile(r"\W{0,3}(?:but )?the (?:next )?one (?:after|before)\b(?: that)?")
_OPENING = re.compile(r"(?:\b(?:either|both|if not|whether)|要么|或者?|不是)\s*(?:on |the |at )*$")
_UNREAD = re.compile(
    r"\b(?:except\w*|excluding|other than|apart from|but|not|never|n['’]t|before|after|last|first|second|third|or|either|unless|if|until|till|every|each|avoid|without|than|"
    r"prior|previous|following|past|unlike|neither|nor|though|although|only if|no|hardly|other|alternate|penultimate|as late)\b|越晚越好|尽量晚|调休|补班|"
    r"除|(?<![特分区告级个类性])别(?!的)|不|避|非|之前|以前|之后|以后|以外|之外|最后|最晚|最早|每|隔|或|要么|否则|除非|如果|要是|万一|倒数|第[一二三四]个?|头一|前(?=$|[,.的])|后(?=$|[,.的])"
)
_HARMLESS = re.compile(
    r"^\s*no\s*$|\bno(?= not\b)|\bwhat if\b|最早的?(?:什么时候|啥时候|几点|哪[天个]|时间|时段|能|可以)|不对|哦不|啊不|不不|说错|记错|搞错|不是(?=[,.!])|^\s*but\s*$|\b(?:(?:if|or) (?:that(?:'s| is)? )?(?:possible|you can|(?:it|that) works|at all|so|thereabouts|there(?:'s| is) (?:a |any )?(?:space|room|slot|time|anything)|free|available|ok|okay|"
    r"needed|need be|convenient)\w*|if (?:i|we) (?:come|came|bring (?:it|the car)|book|do it)(?: in| by| over| round)?(?: on| at| for)?(?=\W*$|,)|if (?:you|there|it|that|i|we|they)\b.{0,20}(?:can|free|available|ok|okay|works?|possible|have|suits?|fine)|"
    r"(?:no|not a) (?:problem|worries|preference|rush|hurry|matter|big deal)|not (?:sure|bad|too bad|urgent|only|just)|(?:every|each|any) ?(?:day|time|date|weekday)|first (?:free|available|possible)|as before|like (?:last|before)|last (?:time|year|month|visit|service)|first (?:thing|service|visit|time|of all)|"
    r"before (?:i|we|you|it|winter|the (?:trip|holiday|winter))|after (?:that|work|lunch|all)|"
    r"why not|either(?=\s*(?:[,.!?]|$))|after all|in the end|of (?:that|the same) week|but (?:for|on|at|in|i|we|it|please|only|maybe|perhaps|the|my)|the other|or (?:a |some )?(?:check|inspection|service|brake|tyre|tire|so))\b|"
    r"要不(?!要)(?:然|就|还是|是)*|还是不变|(?:能不能|可不可以|行不行|好不好|要不要|是不是|有没有|方不方便|会不会|得不得)|不(?:知道?|好意思|错|急|过(?!去)|然|如|着急|管|用(?!上班)|论|客气|清楚|确定|太急|见不散)|差不多|对不起|了不起|没问题|"
    r"(?:之前|以前|先前|此前)(?:的?(?:约|订|说|做|修|来|换|定|那|预))|前(?:轮|刹|面|台|挡|杠|往|来)|后(?:轮|刹|面|挡|杠|视|备)|第一次|第二次|如果(?:可以|方便|有|能)|要是(?:可以|方便|有|能)|每次|或者?(?:检查|保养|换|修)"
)


def before(text: str, start: int) -> int | None:
    """Where words begin that refuse the time at `start`, or None."""
    begin = _begin(text, start)
    lead = text[begin:start]
    if _NO_SUCH.match(text, start) and lead.rstrip().endswith("no") and not lead.rstrip()[:-2][-1:].isalpha():
        return begin + len(lead.rstrip()) - 2
    until = _DEADLINE.match(text, start)
    for pattern in (_REFUSED, _REFUSED_ZH) if until else (_REFUSED, _REFUSED_ZH, _NEEDS_CAR, _LEAVES):
        match = pattern.search(lead)
        if match and not (match[0] == "不是" and "就是" in text[start : start + _LOOK]):
            return begin + match.start()
    return None


def after(text: str, start: int, end: int) -> int | None:
    """Where words end that refuse the time start..end, or None; what has to be is not refused by what comes behind it."""
    if _HAS_TO.search(text[max(0, start - _LOOK) : start]):
        return None
    for pattern in (_REFUSED_AFTER, _REFUSED_AFTER_ZH):
        match = pattern.match(text, end, end + _LOOK)
        if match and not _DEADLINE_ZH.fullmatch(text, end - 1, match.end()):
            return match.end()
    return None


def corrected(text: str, start: int, end: int, then: int) -> bool:
    """Whether the time start..end is denied by “not” and the next one, from `then` on, said instead: 不是今天是周五, “not today it's Friday”."""
    lead, gap = text[_begin(text, start) : start], text[end:then]
    if gap.strip(" ,").startswith("就是"):
        return False  # 不是周四就是周五: one of the two
    return bool(
        _DENIED.search(lead)
        and (_IT_IS.fullmatch(gap) or (_NEXT.fullmatch(text[start:end]) and not gap.strip()))
    )


def either(gap: str) -> bool:
    """Whether the words between two times make them as good as each other."""
    return len(gap) <= _LOOK and bool(_EITHER.fullmatch(gap) or instead(gap))


def instead(gap: str) -> bool:
    """Whether the second of two times would do where the first is not to be had."""
    return len(gap) <= _LOOK and bool(_INSTEAD.search(gap)) and not _EITHER.fullmatch(gap)


def opening(text: str, start: int) -> int:
    """Where "either", "if not", 要么 begin, which open two times of which one will do."""
    begin = max(0, start - _LOOK)
    match = _OPENING.search(text[begin:start])
    return begin + match.start() if match else start


def doubt(text: str, start: int, end: int, *, last: int | None, following: int | None) -> str:
    """A word right beside the time start..end that was not understood; last, following: where its neighbours end and begin."""
    next_one = _NEXT_ONE.match(text, end)
    if next_one:
        return _quoted(next_one[0])
    begin = max(_begin(text, start), last or 0)
    stop = end + _LOOK if following is None else min(following, end + _LOOK)
    clause = _CLAUSE.search(text, end, stop)
    ahead = text[begin:start] if last is None else _between(text[last:start])
    behind = text[end : clause.start() if clause else stop] if following is None else ""
    both = f"{ahead},{behind}"
    condition = _CONDITION.search(_masked(both))
    if condition:
        return _quoted(both[condition.start() :].partition(",")[0])
    near = ahead[-(start - begin) :].rpartition(",")[2] if start > begin else ""
    return _beside(near, -1) or _beside(behind, 1)


def _between(gap: str) -> str:
    """The words between two times, without those that only join them."""
    return "" if either(gap) else _CONJUNCTION.sub(lambda match: "·" * len(match[0]), gap)


def _begin(text: str, start: int) -> int:
    """Where the clause before a time begins, as far as it is looked at."""
    begin = max(0, start - _LOOK)
    ends = [match.end() for match in _CLAUSE.finditer(text, begin, start)]
    return ends[-1] if ends else begin


_CONJUNCTION = re.compile(r"\b(?:but|only|though|just|yet|or)\b|但是?|不过|就是|只|只要|或者?")
_WORD = re.compile(r"[a-z'’]+|[^\sa-z'’]")
_WORDS_APART = re.compile(r"[·,.!?;]")
_QUOTED = 30
_WORDS_BESIDE = {True: 3, False: 6}  # English words, Chinese characters


def _masked(clause: str) -> str:
    return _HARMLESS.sub(lambda match: "·" * len(match[0]), clause)


def _beside(clause: str, side: int) -> str:
    """The unread word among the nearest few of a clause; side: -1 its end, 1 its beginning."""
    masked = _masked(clause)
    words = list(_WORD.finditer(masked))
    if not words:
        return ""
    count = _WORDS_BESIDE[masked.isascii()]
    near = words[-count:] if side < 0 else words[:count]
    stretch = masked[near[0].start() : near[-1].end()]
    match = _UNREAD.search(stretch)
    if match is None:
        return ""
    whole = (
        stretch if masked.isascii() else masked[near[0].start() :]
    )  # Chinese words end where their clause does
    return _quoted(whole[match.start() :])


def _quoted(words: str) -> str:
    """As much of the words as a question can repeat."""
    parts = _WORDS_APART.split(words.strip(" ,.!?·"))[0].split(
        "  "
    )  # blanks stand for the work that was named
    quote = max(parts, key=len).strip()
    whole = quote[: _QUOTED + 1].rpartition(" ")[0]
    return whole if len(quote) > _QUOTED and whole else quote[:_QUOTED]
