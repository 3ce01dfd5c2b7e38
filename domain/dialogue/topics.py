"""What is asked or remarked about a visit or about me, in both languages: price, place, parking, a discount, "are you a bot?" Pure."""

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.dialogue import abuse, amounts, reminder_forms
from domain.explain.facts import Name


class Topic(StrEnum):
    """What an owner asks about, or makes a condition of."""

    WHY = "warning_reason"  # what a warning goes by, and what it means
    SURE = "certainty"  # how certain that is
    SAFE = "safe"  # whether the car may be driven, and how bad it is
    NEGLECT = "neglect"  # what comes of doing nothing
    TRIP = "trip"  # whether the car is fit for one to come
    CHARGE = "charge_and_range"  # how full the car is, and how far that goes
    BATTERY = "battery_health"  # its health now and later
    TYRES = "tyre_pressures"
    DUE = "next_service"  # what the service plan brings next
    LAST = "last_service"  # when work was last done
    FOUND = "visit_outcome"  # what came of the last visit
    PARTS = "parts"  # whether what a visit needs is there
    QUEUE = "waiting_list"  # whether one is on it, and where
    KEPT = "data_kept"  # which data are kept, and how long
    SHARED = "data_shared"  # who gets them
    PRICE = "price"
    LENGTH = "length"
    PLACE = "place"
    PHONE = "phone"
    HOURS = "hours"
    SITES = "sites"  # which centres there are
    NEAREST = "nearest"
    TIME = "time"  # when the visit is
    REMINDER = "reminder"  # whether a visit is reminded of
    EARLIER = "earlier"  # why no earlier time is offered
    CHANGE = "change"  # what moving or cancelling costs
    PICKUP = "pickup"
    PARKING = "parking"
    LOAN_CAR = "loan_car"
    PAYMENT = "payment"
    WAITING = "waiting"
    MECHANIC = "mechanic"
    BRING = "bring"
    WARRANTY = "warranty"
    DISCOUNT = "discount"
    LIMIT = "limit"  # only for so much money
    EXTRA = "extra"  # other work in the same visit
    CONDITION = "condition"
    BOT = "bot"
    ABUSE = "abuse"


@dataclass(frozen=True, slots=True)
class Site:
    """A centre that is spoken of."""

    id: int
    name: Name


UNKNOWN = (  # what no centre has entered: whom to ask is told
    Topic.PARKING,
    Topic.LOAN_CAR,
    Topic.PAYMENT,
    Topic.WAITING,
    Topic.MECHANIC,
    Topic.BRING,
    Topic.WARRANTY,
)
OF_ME = frozenset({Topic.BOT, Topic.ABUSE})
_OF_WORK = (Topic.PRICE, Topic.LENGTH, Topic.PLACE, Topic.HOURS)
_FORMS: tuple[tuple[Topic, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(form))
    for topic, form in (
        (
            Topic.SAFE,  # the car is needed all the same: what to do now
            (
                r"(?:得|要)(?:去|开车)?(?:上班|用车|开车|出门|出差|接(?:孩子|娃|人)|赶路).{0,6}(?:怎么办|咋办|怎么弄|行吗|可以吗|行不行|能行吗)|^(?:那|我|现在|该|应该|,|\s)*(?:怎么办|咋办|咋整)(?:呢|啊|呀)?[?.! ]*$|"
                r"\b(?:need|have|got|want) to (?:get|drive|go|be at|use)\b.{0,16}\b(?:work|the office|the car|my car|it|school)\b(?:(?!\b(?:come|bring|drop|book|fit)\b).){0,20}(?:\?|\bwhat (?:now|do i do|should i do|can i do)\b)|\bhave to stop driving\b|\bhow (?:do|can|will|am) i (?:supposed to )?(?:get|drive|go) to (?:work|the office)\b|^(?:so |and |but |ok |okay )*what (?:do|should|can) i do(?: now| today| then)?[?.! ]*$"
            ),
        ),
        (
            Topic.PRICE,
            (
                r"多少钱|价格|报价|费用|收费|贵不贵|贵吗|[几多]少?块钱?|怎么收|啥价|什么价|价钱|工时费|人工费|免费[吗么]|是不是免费|要不要钱|收不收钱|要钱[吗么]|花多少|"
                r"\bhow much\b(?! (?:range|longer|battery|charge|time|data|further|is left|tread|wear|km))|\bprices?\b|\bpric(?:ing|ey\?)|\bcosts?\b|\bfees?\b|\bquote\b|"
                r"\b(?:is|will) (?:it|this|that) be? ?free\b|\bfree of charge\b|\bdo i (?:have to )?pay\b|\bwhat(?:'s| is| would) .{0,20}\bcharge me\b"
            ),
        ),
        (
            Topic.LENGTH,
            (
                r"多久|多长时间|几个?小时|多少时间|多少分钟|几分钟|(?:什么时候|啥时候|几点|何时)(?:能|可以)?(?:做|修|弄|检查)?(?:好|完|取车?|提车|开走|拿车)|当天(?:就?能|可以)?(?:取|拿到|修好|做完|提|开走)|要等很|(?<![帮给])我们?(?![的家们]|公司|单位)[^,.?!家]{0,10}(?:取|提|拿)车[吗么?]|时间长[吗不]|[放留停](?:店里|那里|那儿)?(?:一)?整天|(?:之?前|以前)(?:能|可以)?(?:修|弄|做|搞)(?:好|完)(?:吗|么|不|$|[?])|(?:左右|前后|[点半])(?:就|能|可以|应该|会)*(?:修|弄|做|搞)(?:好|完)(?:吗|么|[?])|"
                r"\bhow long\b|\bhow many (?:hours|minutes)\b|\bhow much time\b|\bwhen (?:will|would|can|does|is|should) (?:it|the car|my car|they|you) (?:be )?(?:ready|done|finished|finish)\b|"
                r"\bwhen (?:can|could|do) i (?:pick|collect|get|fetch|have)(?: up)? (?:it|the car|my car)\b|\btake (?:very |that |too )?long\b|\bduration\b|\b(?:leave|drop)\b.{0,16}\b(?:all|whole|entire) day\b|\b(?:done|ready|finished) (?:the )?same day\b|\b(?:done|ready|finished) (?:by|at|around|about) [^,.!?]{1,12}\?"
            ),
        ),
        (
            Topic.PLACE,
            (
                r"地址|在哪|哪里|哪儿|怎么[走去]|导航|(?<!轮)定位(?!仪)|多远|远不远|远吗|什么路|哪条路|\badd?ress?e?s?\b|\bwhere\b|\bhow (?:do|can|would) (?:i|we) (?:get|find)\b(?=.{0,24}\b(?:there|it|you|to you|cent(?:re|er)|workshop|garage)\b)|"
                r"\bdirections\b|(?<!change the )(?<!change my )\blocat(?:ion|ed)\b|\bhow far\b|\bpostcode\b"
            ),
        ),
        (
            Topic.PHONE,
            r"电话(?!联系|通知|打)|联系方式|联系号码|\b(?:phone|telephone|contact) ?(?:number|no\.?|details?)?\b(?! me\b)|\bnumber (?:to|can i|do i) (?:call|ring)\b|\bcall them\b",
        ),
        (
            Topic.HOURS,
            (
                r"营业|(?:最晚|最迟)几点|\b(?:until|till) what time\b|几点(?:就|才)?(?:开门|关门|上班|下班|打烊)|开到几点|(?:开不开|开)门[吗么吧不]|从?几号(?:开始)?(?:放假?|上班|开门|开工|营业)|(?:放(?:假)?到几号|放假(?:几天|多久))|上班时间|(?:你们|店里|中心|正常|照常|还|也|[周期][一二三四五六日天末]|[节号日旦]|[那当今明后]天)(?:上班|放假|休息|开店|开)(?:吗|么|不(?!了))|放假(?:吗|么|不)|"
                r"\b(?:opening|business|working) (?:hours|times)\b|\b(?:when|what time|until when|till when|how late) (?:do|are|does|is) (?:you|they|it|the \w+|\w+(?: (?:centre|center|one))?) (?:open|close|shut)\w*|"
                r"\b(?:are|is|do|does|will) (?:you|they|it|the centre|the center)(?: guys)?(?: be)? (?:open|closed|work(?:ing)? (?:on|over|during))\b"
            ),
        ),
        (
            Topic.SITES,
            r"(?:有|是)(?:哪些|哪几家|几家|什么|多少家?)(?:别的|其他)?(?:门?店|服务中心|网点|服务站)|哪些(?:门?店|服务中心|网点)|\b(?:what|which) (?:other )?(?:centres|centers|garages|workshops|branches|locations)\b|\bhow many (?:centres|centers|garages|workshops|branches)\b",
        ),
        (
            Topic.NEAREST,
            (
                r"离.{1,6}?(?:最|更|比较|还)?近|(?:最近|近一?[点些]|附近|就近)的?(?:[那哪一这]家|门?店|服务中心|服务站|网点|维修|地方)|哪(?:一?[个家间])(?:门?店|中心|服务中心)?(?:更|最|比较)?近|"
                r"\b(?:nearest|closest|nearer|closer)\b.{0,20}\b(?:cent(?:re|er)|garage|workshop|branch|place|location|one|to (?:me|us|my|home|here))\b|\b(?:which|what|is|are|that|one|cent(?:re|er)|garage|workshop)\b.{0,24}\b(?:nearest|closest|nearer|closer|near me|nearby)\b"
            ),
        ),
        (
            Topic.EARLIER,
            r"(?:为[什啥]么?|为何|怎么|咋)(?:就|又|还)?(?:不能|不可以|没法|没有?|不)(?:再|更|往)?(?:早|快|提前)|(?:为[什啥]么?|为何|怎么|咋)(?:得|要|会)?(?:等|排|约)?到?(?:这么|那么|这样)(?:久|晚|迟)|\bwhy (?:so late|not(?: any)? (?:earlier|sooner|before)|(?:ca|is|are|wo)n['’]?t .{0,24}\b(?:earlier|sooner)\b|(?:can ?not|not|no|nothing|is there (?:nothing|no(?:thing)?)|is nothing|must i wait|do i have to wait|that late|only then)\b.{0,24}\b(?:earlier|sooner|before|long|late|then)\b)",
        ),
        (
            Topic.TIME,
            r"(?:几点|什么时候|哪天|周几|星期几)来着|(?:是|约的?是?|约在?了?)(?:几点|哪天|什么时候|周几)(?=$|[,.?!的啊呢来])|\b(?:what time|when|what day) (?:was|is) (?:it|that|my|the)\b(?! (?:be |going |ready|done|finished|car|\w+ ready))",
        ),
        (
            Topic.REMINDER,
            (
                r"(?:前一天|提前|头天|到时候?|当天|之前|快到|临近|去之前)[^,.?!]{0,8}(?:提醒|通知|叫)(?:一下|下)?(?:我|吗|么|不|$|[,.?!])|(?:会不会|能不能|会|能|可以)(?:再)?提醒我?(?:一下)?(?:吗|么|不|$|[?])|"
                r"\bremind me\b(?! (?:of|what|which|when|how|where|why|who)\b)|\b(?:send|get|give|do|will|have|want|need|is there)\b[^.?!]{0,20}\breminders?\b"
            ),
        ),
        (
            Topic.CHANGE,
            (
                r"手续费|违约金|押金|定金|订金|(?:能|可以|可不可以|能不能)退|退(?:款|钱)|爽约|扣[钱费]|(?:没|不)[去来](?:了|的话)?会怎|(?:去|来)不了(?:了|的话)?(?:会|要)怎|(?:取消|改期|改时间|退).{0,8}(?:要钱|收费|收钱|扣|费用|免费|多少钱)|(?:免费|随时|收费|要钱).{0,4}(?:取消|改期|改)|"
                r"\b(?:what|anything) (?:happens?|if)\b.{0,12}\b(?:don\'?t|do not|can\'?t|cannot) (?:show up|come|turn up|make it)\b|\brefund\w*|\bmoney back\b|\bdeposit\b|\bpenalt(?:y|ies)\b|\bno[ -]show\b|\b(?:cancel\w*|mov(?:e|ing)|chang(?:e|ing)|resched\w*)\b.{0,30}\b(?:fees?|free|charged?|costs?|pay)\b|"
                r"\b(?:fees?|charged?|costs?|pay|free)\b.{0,30}\b(?:cancel\w*|(?:to|if i|for) (?:move|chang|resched)\w*)\b"
            ),
        ),
        (
            Topic.PICKUP,
            (
                r"上门|取送车|帮我来?(?:取|接)车|(?:^|[,.?!])[^,.?!我]{0,20}?(?:(?:来|能|可以)(?:取|接)车(?![吗么]?$)|来(?:取|接|拖)(?:一下)?(?:我的)?车)|(?:派|叫|让|安排)(?:个|一个)?(?:人|师傅|司机)[来过上]{0,2}(?:门|取|接|开走)|代驾|送车|"
                r"\b(?:can|could|do|will|would) (?:you|they|someone|somebody)(?: guys)? (?:please )?(?:also )?(?:pick up|pick|collect|fetch|come (?:and|to) (?:get|collect|fetch|pick|me|my)|come and)\b|\bvalet\b|\bpick[ -]?up service\b|\bcollect(?:ed)? from (?:my|home)\b"
            ),
        ),
        (
            Topic.PARKING,
            r"停车(?!制动|灯|传感|辅助|雷达)|好停|能停|泊车[位场]|(?<![进入出])车位|(?<!into the )(?<!into a )(?<!into my )(?<!out of the )(?<!out of a )(?<!out of my )(?<!when )(?<!while )(?<!when i am )\bparking(?! ?(?:brake|sensors?|assist|camera|lights?|pawl))\b|\bpark (?:there|at|my|the|it|nearby|outside|near)\b|\bto park\b|\bcan i park\b",
        ),
        (
            Topic.LOAN_CAR,
            r"代步|备用车|替代车|替换车|借(?:我|给我)?(?:一?[辆台])?车|租(?:一?[辆台])?车|\b(?:loan(?:er)?|courtesy|replacement|substitute|rental|spare|hire)(?: car| vehicle)\b|\bloaner\b|\b(?:lend|loan|borrow) (?:me )?(?:a|another) (?:car|vehicle)\b",
        ),
        (
            Topic.PAYMENT,
            (
                r"刷卡|微信(?:支付|付)|支付宝|现金|付[款钱]|怎么付|支付|发票|分期|信用卡|\bpay(?:ing)? (?:by|with|in|cash|later|online|there|on the spot)\b|\b(?:credit|debit) cards?\b|\b(?:by|with|take|accept) cards?\b|\bcash\b|\balipay\b|\bwechat pay\b|\bapple pay\b|"
                r"\bpayment\b|\bhow (?:do|can) i pay\b|\binstal+ments?\b|\binvoices?\b|\breceipts?\b|\bmy insurance\b"
            ),
        ),
        (
            Topic.WAITING,
            r"(?:店里|店内|那里|那儿|那边|里面|现场|旁边|在[里那]).{0,2}(?:等|看着)|能等(?!到(?!几|什么|何))|等候|等着|休息[室区]|无线网|wifi|\bwait (?:there|here|at|on[ -]?site|inside|for it|while|in the)\b|\bwaiting (?:room|area|lounge)\b|\bwi-?fi\b|\bcoffee\b|\bi wait(?=\s*(?:$|[?.!,]))|\bstay with (?:it|the car|my car)\b|\bwatch (?:them|while)\b",
        ),
        (
            Topic.MECHANIC,
            (
                r"谁(?:来|给|帮|会|负责|在)(?:我)?(?:修|做|检查|弄|换|接待)|谁(?:修|检查|弄|换|接待|负责)|哪[个位](?:师傅|技师)|什么师傅|指定(?:一?[个位])?(?:师傅|技师)|师傅是谁|\bwho(?:'s| is| will|'ll|se going to)? (?:be |going to |gonna |actually )*(?:work(?:ing)?|do(?:ing)?|repair(?:ing)?|fix(?:ing)?|check(?:ing)?|look(?:ing)?|handl\w+|servic\w+)\b|"
                r"\b(?:which|same|what) (?:mechanic|technician)\b"
            ),
        ),
        (
            Topic.BRING,
            (
                r"带(?:什么|啥|哪些|些什么|不带|上?(?:行驶证|驾照|身份证|资料|证件|钥匙|保养手册))|(?:需要|要|用|得)带(?!来|去|过|着|[他她它我]|[小大]?(?:孩|娃|狗|猫|宝|朋|老|爸|妈|父|母|家|媳|女|儿))|准备(?:什么|啥|些什么|哪些)|要准备|什么(?:资料|证件|材料|文件)|注意(?:什么|事项)|\b(?:what|anything|something).{0,28}\bbring\b(?! (?:the|my|it|her)\b)|\bbring (?:anything|something|any|along|with me|(?:my|the) (?:papers|documents|licen[cs]e|keys?))\b|"
                r"\bwhat (?:documents|papers|paperwork)\b|\bhow (?:do|should) i prepare\b|\b(?:need to|should i) prepare\b"
            ),
        ),
        (
            Topic.WARRANTY,
            r"质保|保修|三包|\bwarrant(?:y|ies)\b|\b(?:a|any|the|under|your|no) guarantee\b|\bguarantees\b",
        ),
        (
            Topic.DISCOUNT,
            (
                r"(?<!店里)(?<!那儿)(?<!那里)(?<!那边)(?<!家)便宜|打折|[一二三四五六七八九\d]折|折扣|优惠|(?:太|好|这么|有点|挺|真|那么|死)贵|贵了|抹零|砍价|讲价|还价|少[收算]?一?点(?:钱)?(?=$|[,.!?吧吗我就行])|降价|团购|代金券|优惠券|"
                r"\bdiscounts?\b|\bcheap(?:er|ly|est)?\b(?! (?:at|by|with) (?:his|her|their|my)\b)|\b(?:too|so|very|bit|really|pretty|awfully|that'?s|is|how) (?:expensive|dear|pricey|steep)\b|\bexpensive\b|\btoo much(?: money)?(?=$|[.,!?])|\b(?:lower|better|reduce|drop|match) (?:the |your |that |their )?price\b|"
                r"\b(?:would|could|can|will) you (?:do|make|take|accept) (?:(?:it|that|this|the \w+) )?for (?:just |only |like )?(?:[¥$€£] ?\d{2,4}|(?:2[5-9]|[3-9]\d|[1-9](?!30)\d0)(?![\d:%]))(?! ?(?:am|pm|o'?clock|km|%|days?|minutes?)\b)|\d{2,4} ?(?:块|元)(?:钱)?(?:我|能|可以|给)*(?:就|做|弄|换)?(?:行不行|行吗|行么|成吗|可以吗|做不做|能做吗|干不干)|"
                r"\bspecial offers?\b|\b(?:make|do|give|get) (?:me )?(?:us )?a (?:better |good )?deal\b|\bcoupons?\b|\bvouchers?\b|\bbargain\b|\brip[ -]?off\b|\b(?:knock|take) .{0,20}(?<!day )(?<!days )(?<!week )(?<!time )(?<!morning )(?<!afternoon )\boff\b(?= the (?:price|bill)|\s*(?:$|[?.,!]))|\bmatch (?:that|it|this|the price)\b|\bnot paying\b|\bpaying that\b|\b\d+ ?% off\b|\bcan(?:'?t|not) afford\b"
            ),
        ),
        (
            Topic.BOT,
            (
                r"\b(?:are|r) (?:you|u)(?: really| actually| even| just| only| some| like| kind of| sort of)* (?:an? |the )?(?:\w+ )?(?:(?:ro)?bot|human|human being|person|people|machine|ai|a\.i\.|real|program|software|computer|chat ?bot|chat ?gpt|llm|man|woman|automated|alive)\b|"
                r"\b(?:you'?re|you are|u r|this is|it'?s|that'?s) (?:just |only |probably |clearly |obviously |definitely )*(?:an? )(?:\w+ )?(?:(?:ro)?bot|machine|ai|program|computer|chat ?bot)\b|"
                r"\b(?:is|am) (?:this|it|that|there|i (?:talking|speaking|chatting|writing|texting)(?: here)?(?: to| with)?)\b.{0,20}\b(?:(?:ro)?bot|human|person|machine|ai|computer|chat ?bot|chat ?gpt|real|automated|automatic)\b|\bwho (?:am i|are) (?:talking|speaking|chatting|writing|you\b)|\bwhat are you\b|\bbot or (?:human|person|not)\b|\bwho\b.{0,15}\b(?:reading|answering|writing) (?:this|these|here|me|my)\b|\b(?:human|person|man) or (?:a |an |some |just )*(?:(?:ro)?bot|machine|ai|computer)\b|"
                r"\bwhat(?:'s| is) your name\b|你(?:到底|究竟|真的|其实)*是(?:不是)?(?:一?个)?(?:聊天|智能)?(?:机器|真人|人工|人(?=[吗么?]|类|还是|$)|ai|程序|客服|活人|自动|电脑|什么(?:东西|人)?(?=$|[?啊呀]))|是(?:真人|人|机器人|机器|ai)(?:在)?(?:[吗么]|回|跟|和|聊|答|还是)|(?:机器人|真人|活人)(?:还是|吧|[吗么?])|人还是(?:机器|ai)|你(?:到底)?(?:是)?谁(?=$|[?啊呀])|你叫(?:什么|啥)|自动(?:回复|应答)|^机器人$|跟(?:机器人?|ai)说"
            ),
        ),
    )
)
_EXTRA = re.compile(
    r"\b(?:also|too|as well|additionally|on top|plus|at the same (?:time|visit)|in (?:the same|one) (?:visit|go)|both|together|while (?:they|you|it|we)(?:'re|'s| are| is) (?:at it|there)|throw in)\b|顺便|顺带|一起|一块儿?|同时|一并|另外|还[要想得有]|再(?:加|做|换|看|查|检|帮)|也(?:帮|给|看|做|换|查|检|弄|一起|得|要|修)"
)
_ADDS = re.compile(r"\badd\b|加(?:一?个|上|做)|带上")
_WORK = re.compile(
    r"\b(?:check|look|do|fix|change|replace|wash|clean|vacuum|repair|inspect|rotate|top up|refill|test|include)\w*\b|看|查|检|换|修|洗|做|弄|补|加"
)
_CONDITION = re.compile(
    r"\b(?:only if|if|provided|as long as|unless|on (?:the )?condition|assuming|so long as|in case)\b|如果|要是|只要(?=[^,.!?]{1,12}(?:就|能|可以|不超|没|有))|除非|前提|的话|才(?:约|订|去|行|做)|就(?:约|订|定|做|去)(?=$|[吧了.!])|我就(?:约|订|定|做|去)"
)
_ELSE = re.compile(
    r"(?:去|开|停|跑)(?:过|到过)了?(?:哪|什么地方)|定位.{0,12}(?:存|记|收|关|删|留)|(?:存|记录?|收集?|关|删)[^,.?!]{0,6}定位|\b(?:batter(?:y|ies)|range|charg(?:e|es|ed|ing|er)|data|soc|drive|trips?|export|privacy|kept|keep(?! (?:the|my) car\b)|last(?:s|ed)?|how long ago|(?:until|till)(?! (?:when|what time))|next (?:service|one)|before the next|tread|consum\w+|electricity|kwh|france|weather|capital|hotel|pizza|restaurant|flight|ticket|movie|phone (?:died|is dead|battery))\b|"
    r"续航|充[电满]|电量|电费|数据|保留|保存|隐私|里程|寿命|还能(?:开|跑|用|撑)|多久(?:做|换|保养|检查|来|去)一次|多久该|每隔|还有多久|多久(?:以前|之前|没|了)|上次|以前|车(?:在哪|到哪)|留多久|保质|天气|饭|餐|酒店|电影|机票|快递|股票|房"
)
_BILLS = re.compile(
    r"\b(?:you|they|(?:the )?(?:cent(?:re|er)|garage|workshop)s?)(?: guys)?(?: \w+)? charge\b|\bcharged? (?:me|us)\b"
)  # money, no electricity
_ASKS = re.compile(
    r"\?|\b(?:want(?:s|ed)? to know|wonder\w*|ask(?:s|ed)? (?:if|whether)|what|how|where|when|is|are|do|does|can|could|may|will|would|who|which|any)\b|吗|么|呢|多少|多久|哪|怎么|什么|啥|几|有没有|能不能|可不可以|是不是|谁|请问|告诉"
)
_AMOUNT = r"(?: \w+){0,3} (?:hours?|hrs?|h|minutes?|mins?|days?|weeks?|months?)\b"  # back by two hours: later, not the end
BACK = re.compile(
    rf"\b(?:need|needs|want|wants|have|get)(?: \w+){{0,2}} (?:the car|it|my car|the vehicle) back\b|\b(?:car|it) back by\b(?!{_AMOUNT})|\b(?:done|ready|finished|out|back) (?:in time|before|by(?!{_AMOUNT}))\b|\bin time (?:to|for)\b|赶(?:得|不)?[上及]|[?吗么].{{0,12}}要用车|要用车.{{0,12}}[?吗么]|(?:取|拿|开)到?车.{{0,8}}来得及|来得及.{{0,4}}(?:取|用|开)"
)  # a time beside it is when the car has to be ready
_ON_THE_WAY = re.compile(r"多久(?:能|可以)?(?:到|开到)|\bhow long\b.{0,20}\b(?:get|drive|there|walk)\b")
_MY_CAR = re.compile(r"\bwhere(?:'s| is| are) my car\b|车(?:在|停|到)哪")
_SHORT = 14  # characters of a bare question: “地址”, “parking?”


def find(plain: str, *, rest: str, is_open: bool, is_summary: bool, extra: bool | None) -> tuple[Topic, ...]:
    """What a plain text asks of a visit or of me, in the order of `Topic`.

    rest: the text without the words for its work. is_open: a visit is being arranged or booked, so that a question may leave
    out what it is about. is_summary: a yes is waited for. extra: whether it names other work than that in question; None where it names another time, or none is in question.
    """
    matches = [topic for topic, form in _FORMS if form.search(plain)]
    if is_open and BACK.search(plain):
        matches.append(Topic.LENGTH)
    out = _left_out(plain, rest, is_open=is_open)
    if (is_open or rest != plain) and amounts.limit(plain) is not None:
        matches.append(Topic.LIMIT)
    if Topic.NEAREST in matches:
        out |= {Topic.PLACE, Topic.SITES, *((Topic.LENGTH,) if _ON_THE_WAY.search(plain) else ())}
    if not is_open:
        out |= {Topic.TIME, Topic.EARLIER, *(() if reminder_forms.asks_whether(plain) else (Topic.REMINDER,))}
    if {Topic.CHANGE, Topic.LIMIT}.intersection(matches):
        out |= {Topic.PRICE}
    topics = [topic for topic in dict.fromkeys(matches) if topic not in out]
    topics += _beside(plain, topics, is_summary=is_summary, extra=extra)
    return tuple(sorted(topics, key=tuple(Topic).index))


def _left_out(plain: str, rest: str, *, is_open: bool) -> frozenset[Topic]:
    """What the words must not be taken for: no question at all, or one about the car or the data."""
    out = frozenset({Topic.PLACE} if _MY_CAR.search(plain) else ())
    if not is_open and not (_ASKS.search(plain) or len(plain) <= _SHORT):
        out |= frozenset(Topic) - OF_ME - {Topic.DISCOUNT}
    return out | {*_OF_WORK, Topic.PHONE, Topic.DISCOUNT} if _ELSE.search(_BILLS.sub(" ", rest)) else out


def _beside(plain: str, topics: list[Topic], *, is_summary: bool, extra: bool | None) -> list[Topic]:
    """What counts only where nothing else is asked."""
    adds = _EXTRA.search(plain) or (extra and _ADDS.search(plain))
    more = bool(adds and {Topic.DISCOUNT, Topic.LIMIT}.isdisjoint(topics)) and extra is not None
    if more and (extra or (not topics and _WORK.search(plain))):
        return [Topic.EXTRA]
    if topics:
        return []
    if is_summary and _CONDITION.search(plain):
        return [Topic.CONDITION]
    return [Topic.ABUSE] if abuse.is_of_me(plain) else []


def asks(plain: str) -> bool:
    """Whether a text has the form of a question."""
    return bool(_ASKS.search(plain))


def is_extra(plain: str) -> bool:
    """Whether a text wants something done beside the work in question."""
    return bool(_EXTRA.search(plain) or _ADDS.search(plain))
