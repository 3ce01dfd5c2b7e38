"""What is recognised by its form alone, in both languages: yes and no, thanks, greetings, wishes in one word, questions."""

import re

from domain.dialogue.facts import Intent

THANKS = re.compile(r"谢|thank|thx|cheers")
YES = (
    r"(?:好的?|行|可以的?|可|对的?|是的?|嗯+|没问题|没错|确认|确定|同意|当然|要的?|成|妥|就这样|就这个|都可以|都行|没毛病|"
    r"ok(?:ay|ie)?|k|yes+|yea+h?|yep|yup|ya|sure|right|correct|fine|perfect|great|alright|all right|agreed|exactly|absolutely|"
    r"definitely|of course|confirm(?:ed)?|i confirm|sounds (?:good|great|fine|perfect)|that(?:'s| is) (?:fine|right|correct|good|ok)|"
    r"(?:that )?works(?: for me)?|go ahead|please do|do it|deal|cool|good|i'?ll take (?:it|that)(?: one)?)"
)
YES_AND = re.compile(
    YES
    + r"(?:的|吧|啊|呀)?(?:[\s,.!;]+|(?=但|不过|另外|顺便|那))(?:但是?|不过|另外|顺便|那么?|再|but\b|and\b|so\b|also\b)*[\s,]*(?=\S)"
)
YES_REST = (
    r"(?:吧|啊|呀|呢|的|了|哦|嘞|啦|呗|就这个|就这样|就它|帮我[约订定]上?吧?|约吧|订吧|定吧|帮我约|请|谢谢|没问题|确认|可以|是的|对|"
    r"please|thanks|thank you|book it|that one|that works|do it|go ahead|works for me|it is|that is (?:right|correct|fine)|sir|then|"
    r"sounds good|confirm|perfect|great|good|yes|ok|me|with me|by me|"
    r"[\s,.!~;])*"
)
NO = (
    r"(?:不(?:是的?|对|行|要|用|可以|好|了|太行|合适|需要)?|没有|别|否|算了|错了?|"
    r"(?:hm+[\s,]*)?(?:better|rather) not|no+|nope|nah|not (?:really|that one|right|quite|that|now)|wrong|incorrect|neither|none(?: of (?:them|those|these))?|"
    r"(?:that|it)(?:'s| is) (?:wrong|not right|not correct|incorrect)|i don'?t want (?:that|it))"
)
NO_REST = r"(?:了|的|吧|啊|呀|啦|哦|这个|那个|就|应该|是|我说|我要|谢谢|i said|i meant|i mean|make it|please|thanks?|thank you|it|this|that|one|way|need|[\s,.!~;])*"
STATE = re.compile(
    r"(?:请问|麻烦|帮我|我想|看看|查一?下|看一?下|查看|告诉我|show me|tell me|and|so|by the way|btw|hi|hello|hey|你好|您好|那|顺便|[\s,.])*"
    r"(?:我的?|我家|咱|这|这台|这辆)*(?:爱车|车子|车辆|车)(?:†|\s|现在|目前|最近|今天|这会儿|到底|的)*(?:(?:状况|状态|情况|车况|健康|怎么样|怎样|咋样|如何|"
    r"还好|好不好|没事|正常|有没有(?:什么|啥)?(?:问题|毛病)|有(?:什么|啥)?(?:问题|毛病)|况|了|吧|吗|么|呢|啊|呀|[\s,.!?])+)|"
    r"(?:请问|麻烦|帮我|看看|查一?下|看一?下|by the way|btw|and|so|ok|well|hi|hello|hey|[\s,.])*"
    r"(?:how(?: is|'?s| are|'?re| has| have)? (?:my|the|our) (?:car|cars|ev|vehicle)s?|is (?:everything|all|anything|something) (?:ok(?:ay)?|fine|all right|alright|well|good|in order|wrong|up) with (?:my|the|our) (?:car|ev|vehicle)|is (?:my|the|our) (?:car|ev|vehicle) (?:all )?(?:ok(?:ay)?|fine|healthy|well|alright|all right|in good (?:shape|health|order)))"
    r"(?: doing| been| then| really| going| ?†| feeling| these days| right now| now| today| at the moment|[\s.,!?])*"
)  # how the car is
PATTERNS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (Intent.AFFIRM, re.compile(YES + YES_REST)),
    (Intent.NEGATE, re.compile(NO + NO_REST)),
    (
        Intent.THANK,
        re.compile(
            r"(?:好的?|ok|great|perfect|awesome|太好了|那)?[\s,!]*(?:非常|太|十分|多)?(?:谢谢|感谢|谢了|多谢|thanks|thank you|thank u|thx|cheers|ty)"
            r"(?:你|您|了|啦|啊|呀|的|帮助|帮忙|a lot|so much|very much|for (?:your|the|all your) help|bye|再见|[\s,.!~])*"
        ),
    ),
    (
        Intent.THANK,
        re.compile(r"(?:good ?bye|bye+(?: bye)?|see you|拜拜|再见|that'?s all|nothing else)[\s.!,]*"),
    ),
    (
        Intent.GREET,
        re.compile(
            r"(?:hi|hello|hey|hiya|你好|您好|嗨|哈喽|在吗|早上好|下午好|晚上好|good (?:morning|afternoon|evening))(?:呀|啊| there)?[\s.!,?]*"
        ),
    ),
    (Intent.CAR_QUESTION, STATE),
    (
        Intent.BOOK,
        re.compile(
            r"(?:你好|您好|请|麻烦|帮我|给我|我想要?|我要|我需要|想|要|hi|hello|hey|please|i(?:'d| would) like to|i want to|can i|could i|can you|let me|[\s,.!])*"
            r"(?:预约(?:到店|服务|一下|一次)?|约(?:个|一下|一次)?(?:时间|到店)|book(?: (?:a|me a|an))?(?: (?:visit|appointment|slot))?|make an appointment)(?:吧|可以吗|行吗|吗|谢谢| please| thanks|[\s,.!?])*"
        ),
    ),  # as the menu says it
    (Intent.HELP, re.compile(r"(?:help|/help|帮助|menu|菜单)(?: me)?[\s.!?]*")),
    (
        Intent.CANCEL,
        re.compile(
            r"(?:请|帮我|我要|我想|please |i want to |can you )*(?:取消|cancel)(?:掉|吧|预约|一下|我的|这个|那个|的| it| my booking| the booking| my appointment| please|†|‡|[\s.!])*"
        ),
    ),
    (
        Intent.RESCHEDULE,
        re.compile(
            r"(?:请|帮我|我要|我想|please |i want to )*(?:改期|改约|改时间|改预约|reschedule)(?:吧|一下| it| my booking| please|[\s.!])*"
        ),
    ),
)
KEEP = re.compile(
    r"\bkeep\b|\bstill (?:want|need|come|coming|go|going)\b|\b(?:do not|don'?t|not) (?:cancel\b|want (?:it|that|this|you|to)(?: to)?(?: be)? cancel)|\bleave it\b|\bi(?:['’]?ll| will|['’]?m| am)(?: still)?(?: be)? com(?:e|ing)\b|"
    r"(?:不|别|没说|没有)(?:要|想|用|再)*取消(?!.{0,3}(?:吗|么|\?))|保留|留着|还是(?:去|来)"
)
AS_BOOKED = re.compile(
    r"(?:no|nah|ok|okay|actually|hm+|oh|well|so|then|just|please|i(?:['’]ll| will)|let['’]?s|sorry|never mind|[\s,.!])*"
    r"(?:(?:keep|stick (?:to|with)|stay with|leave|go back to) (?:it|the|my|that|what)?\s?(?:as (?:it is|is|booked)|at|(?:old|original|current|first|existing|previous|booked) (?:time|date|slot|one|appointment|booking)|the way it (?:is|was)|i have|i had)"
    r"|the (?:old|original) (?:time|one|slot) is (?:fine|ok|okay|better))(?: then| after all| please| thanks| thank you|[\s,.!])*"
    r"|(?:算了|那|就|还是|不改了|不用改了?|不换了|[\s,.!])*(?:按|用|照|保持|维持|保留|是|留)?(?:原来的?|原定的?|原|之前的?|老)(?:那个)?(?:时间|预约|安排|样子?|样|计划|那个|约的)?(?:不变|不动|就行|就好|就可以|好了|吧|来|去|的|了|[\s,.!])*"
    r"|(?:算了|那|就|还是|先|[\s,.!])*(?:不|别|不用|不要)(?:改|换|动|挪)(?:时间|期)?(?:了|吧|啦|[\s,.!])*(?:(?:还是)?(?:按|用|照|保持)?原来的?(?:时间)?(?:吧|来|了)?)?[\s,.!]*"
)  # said of a move: the visit is to stay as it is
GONE = re.compile(
    r"不(?:想|再|需|用|打算)*(?:要|去|来|做|弄)了|(?:去|来)不了|\b(?:do not|don['’]?t|no longer) (?:want|need) (?:it|that|this)\b|\bcan(?:['’]?t|not) (?:come|make it)\b|\bnot coming\b"
)  # said to "shall I cancel it?", it is no wish to keep the visit
STAYS = re.compile(
    r"\b(?:do not|don['’]?t|no need to|never said to|not to|didn['’]?t (?:want|ask) to) (?:want to |have to |need to )?(?:move|change|resched\w*|touch)\b|\b(?:leave|keep) (?:it|that|everything|(?:my|the) (?:appointment|booking|visit|time|slot)) (?:as it is|as is|where it is|on|at|for)\b|\bnothing (?:has|needs) to be changed\b"
    r"|(?:不|别|不用|不要|没说要?|不是要?)(?:再)?(?:改期|改时间|改了|改$|动了|换时间)|(?:保持|维持)(?:原样|原来|不变)|不变(?=[,.!]|$|的)|照旧"
)  # said in a move of no new time
VISIT = re.compile(r"预约|约好?的|\b(?:appointments?|bookings?|visits?|slots?|reservations?)\b")
LETS_GO = re.compile(
    r"(?:时段|时间|位置|位子|名额)(?:就|也|请|都|我|给我|帮我|替我)*(?:放掉|放了|撤了|撤掉|退了|退掉|取消掉?|让出(?:来|去)?|不要了)(?=$|[,.!吧啊了])|(?:取消|放弃|撤掉|退掉|释放)(?:掉)?[^,.?!]{0,8}?(?:保留|时段|位置|位子|名额)(?=$|[,.!吧了])|让给别人"
    r"|\b(?:release|free up|give up|let go of|drop|cancel)\b(?: (?:the|that|this|my))?(?: [\w']+){0,4} (?:slot|hold|spot)\b|\blet (?:the|that|this) slot go\b|\b(?:give|let)\b[^.?!]{0,24}\b(?:slot|place|spot)\b[^.?!]{0,10}\b(?:some(?:body|one)|others?)\b|\blet (?:some(?:body|one) else|others) have (?:it|that|the slot)\b|\bfree (?:it|that|the slot) up\b"
)  # of a slot that a warning holds
HOLDS_NOT = re.compile(
    r"(?:别|不用|不必|不要|甭)(?:再)?(?:给我|替我|帮我)?(?:留|保留|占)(?:着)?(?:了|位|$|[,.!])"
    r"|\b(?:don['’]?t|do not|no need to|stop) (?:hold|keep|reserv)(?:ing|e)? (?:it|that|this|me|anything|the slot)\b(?! against)|\b(?:don['’]?t|do not|no longer) (?:need|want) (?:the|that|this|my)(?: [\w']+){0,4} (?:slot|spot)\b"
)  # the same, in words that deny
CORRECTS = re.compile(
    r"[说打搞弄选]错|\bi mean[t]?\b|\b(?:rather than|instead of)\b|不是.{0,8}是|是.{1,8}不是"
)
SUITS = re.compile(
    r"\btoo (?:early|late|soon)\b|\bmake (?:it|that)\b|\bworks? (?:better|best|for me)\b|\bsuits? me\b|\bi['’]?d (?:rather|prefer)\b|太[早晚赶急]|来不及|(?:改|换|挪)[成到在]"
)  # beside a time: another one is wished for
_OF_A_WISH = (
    r"[†‡#\s,.!~;]|帮我|给我|请|麻烦|我|想|要|需要|在|去|来|到店|做|约|预约|订|定|安排|一下|个|次|下|的|吧|了|把|车|"
    r"i|i'?d|like|want|need|would|to|please|pls|can|could|you|we|book|schedule|reserve|arrange|get|have|do|bring|in|me|my|the|an?|"
    r"car|for|on|at|some|done|fixed|checked|changed|appointment|slot|visit"
)  # no part is made of others: each text is read in one way, at once
WISH = re.compile(rf"(?:{_OF_A_WISH})*")  # a job and a time in the words of a booking
WISH_FOR_A_TIME = re.compile(
    rf"(?=.*(?:约|预订|订|安排|\bbook|\bschedule|\breserve|\barrange))(?:{_OF_A_WISH}|something|anything|us|our|service|一(?!下))*"
)  # a time alone in such words
SOONEST = re.compile(
    r"最早|最快|最近的|尽快|越快越好|越早越好|马上|立刻|随便(?:哪|什么|啥)个?时[间候]|(?:哪个?|什么|啥)时[间候]都(?:行|可以|成)|[您你]们?(?:看着(?:办|安排)|来?定(?:吧|就行|就好))|[您你]们?定(?=[,.!]|$)|"
    r"asap|as soon as possible|\bany (?:slot|time) (?:will do|is fine|works|suits|you (?:like|have))|\bwhat(?:ever)? ?time (?:suits|works for|is best for) you|\bwhenever (?:suits you|you (?:can|like))|soonest|earliest|first (?:free|available)|as early as"
)
NUMBER = re.compile(
    r"(?:预约|单子?|\b(?:booking|visit|appointment|number|no\.|nr\.?)|#)\s*(?:号)?\s*#?\s*(\d{1,7})(?!\d)|(?<!\d)(\d{1,7})\s*号?(?:预约|单)"
)
DISTANCE_KM = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3})+|\d{2,7})\s*(?:km\b|kms\b|kilomet\w+|公里|千米)")
DISTANCE = re.compile(
    r"(?<![\d.,])(?:(\d+(?:[.,]\d+)?)\s*(万|k(?!m))|(\d{1,3}(?:[., ]\d{3})+|\d+(?:[.,]\d{1,2})?))"
)
_WORK = r"(?:更?换|保养|检测|检查|维修|定位|动平衡|做|修|补|change|replace(?:ment)?|service|check(?:[ -]?up)?|inspection|repair|rotation|swap|test|fix)"
_WORK_ALONE = re.compile(
    rf"(?:[\s,.!~;†‡]|{_WORK}(?![了过])|帮我|给我|请|麻烦|我|想|要|需要|一下|个|次|下|吧|please|pls|the|my|an?|need|want|i|new|for|of|(?:give|get|book) (?:me|my car))*"
)


def names_work(plain: str, bare: str) -> bool:
    """Whether a message is the name of work and nothing else (“换空调滤芯”, "cabin filter change"), not only of a part.

    bare: the message with marks in place of jobs and times.
    """
    return re.search(_WORK, plain) is not None and _WORK_ALONE.fullmatch(bare) is not None


def km(distance: re.Match[str]) -> float:
    """“18,250”, “18.250”, “1.8万”, “18k”."""
    if distance[2]:
        return float(distance[1].replace(",", ".")) * (10_000 if distance[2] == "万" else 1_000)
    return float(re.sub(r"[., ](?=\d{3})", "", distance[3]).replace(",", "."))
