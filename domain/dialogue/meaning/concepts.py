"""Words of either language that stand for one idea, so that an example in one language teaches the other."""

import re

_WORDS: tuple[tuple[str, str], ...] = (
    (
        "cancel",
        r"取消|取销|取肖|退掉|退订|退了|撤|作废|销掉|删掉|清掉|\bcan?cel|\bcancle|\bcxl|call(?:ing)? (?:it |this )?off|\bscrap|withdraw|\bvoid|\bannul|get rid|drop my",
    ),
    (
        "move",
        r"改|换|挪|推迟|延|往后|往前|提前|调整|调到|变更|另约|重新|\bresch?ed|\brebook|\bmove|\bshift|\bpostpone|\bpush|(?<!oil )(?<!tyre )(?<!tire )\bchange(?! (?:my|the) oil| of address)|\bchnage|\bswap|\bswitch|\bdelay|bring .{0,20}(?:forward|earlier)|put .{0,12}off|\badjust|\bmodify|\balter|\bupdate my|\binstead|different (?:day|time|date)|another (?:day|time|date)|rearrange",
    ),
    (
        "unable",
        r"去不了|来不了|不去|不来|来不及|有事|没空|赶不上|can'?t (?:make|come|do|attend)|cannot (?:make|come)|won'?t (?:make|be)|not (?:coming|able)|came up|no longer|don'?t need|不做|不需要|不要了|doesn'?t work any",
    ),
    (
        "reserve",
        r"预约|预订|预定|预月|约个|约一|约上|帮我约|我约|我要约|想约|给我约|订|挂.{0,3}号|安排|排一?下|登记|留个|占个|\bbook|\bbok\b|\bschedule|\bappointment|\bappoin|\bappt|\breserv|\barrange|fit me|put me (?:in|down)|sign me up|\bslot|set (?:me|up)|squeeze me",
    ),
    (
        "booking",
        r"(?:我的?|这个|那个|原来的?|之前的?|明天的?|刚才?的?)(?:预约|预订|预定|单|booking)|单子|订单|工单|预约|my (?:booking|appointment|visit|slot|service|reservation|appt)|the (?:booking|appointment|reservation)",
    ),
    (
        "already",
        r"约的|约好|约过|约了|订的|原来|原定|之前|上次|已经|刚才|刚约|i booked|have booked|i made|have i|already|existing|current|original",
    ),
    (
        "send",
        r"送|开过来|开过去|过去|过来|去店|到店|进店|去做|来做|bring|drop|come in|come by|visit|pick[ -]?up|上门|取车",
    ),
    (
        "free",
        r"有空|空位|空档|空闲|有位|位置|位子|名额|有号|号吗|有没有|还有|可选|可约|时段|档期|排期|排得|满了|\bfree\b|\bavailab|\bopening|\bslots\b|\bspace|\bplaces?\b|\broom\b|\banything (?:free|open|available|sooner|earlier|later|on\b|at\b|for\b)|\bany (?:slots?|times?|chance|openings?|places?|space|evening|morning|room|days?|appointments?)\b|\boptions?\b|fully booked",
    ),
    (
        "earliest",
        r"最早|最快|最近|尽快|越快|越早|早一点|早点|sooner|soonest|earliest|asap|as soon|how soon|next free",
    ),
    (
        "when",
        r"什么时候|啥时候|哪天|几点|几号|周几|哪一天|何时|什麽|\bwhen\b|\bwhens\b|what (?:time|day|date)|which day|how soon|how long",
    ),
    ("where", r"哪家|哪个店|哪里|在哪|地址|\bwhere\b|which cent|address"),
    (
        "progress",
        r"进度|修好|做完|做好|修完|提车|取车|拿车|到哪|哪一步|环节|处理|状态|结果|到货|完成|换好|开始修|成功|ready|finished|done|progress|status|update on|arrived|start yet|going\b",
    ),
    (
        "look",
        r"查|看看|看下|看一下|显示|列一?下|列出|记录|详情|\bshow|\blist|\bcheck\b|look up|\bsee\b|remind me|来着|忘了|forgot|confirm that",
    ),
    (
        "history",
        r"(?:保养|养护|维保|维修|修理|修车|服务|滤芯)(?:的|过的)?(?:记录|历史|履历|档案|明细|手册|情况)|历史(?:保养|维修)|做过|修过|换过|保养过|(?:上一?次|上回|最近一次)(?:的)?(?:保养|维修|换|修|做)|(?:service|maintenance|repairs?|servicing|work) (?:history|records?|log|book|entry|list)|\b(?:past|previous|old|earlier) (?:services?|repairs?|maintenance|work)|\blast (?:serviced?|changed|replaced|maintenance|repair)|\b(?:was|were|been) .{0,25}(?:last |ever )?(?:changed|replaced|serviced|done)\b|history of",
    ),
    (
        "data",
        r"数据|资料|个人信息|信息|个资|隐私|足迹|轨迹|行程|历史|账号|账户|定位|gps|位置共享|我的位置|授权|采集|收集|监听|录我|\bdata\b|\bprivacy|\bpersonal|\baccount\b|\btrack|\blocation\b|\bconsent|\bpermission|\bgdpr|footprint|forget me|forgotten|\btrip history|opt out|insurer",
    ),
    (
        "erase",
        r"删|清除|清空|注销|销户|抹|忘掉|停止|关掉|关闭|不要再|别再|撤回|\bdelete|\berase|\bremove|\bwipe|\bclear|\bstop\b|\bdisable|\brevoke|switch off|turn off",
    ),
    ("export", r"导出|下载|副本|汇出|拷贝|\bexport|\bdownload|\bcopy\b"),
    (
        "why",
        r"为什么|为啥|怎么回事|怎么办|原因|什么意思|是啥|怎么掉|怎样|要紧|严重|正常|要不要|\bwhy\b|\bmean|what'?s wrong|what is wrong|normal|\bsafe\b|how come|what happens|怎么看",
    ),
    (
        "much",
        r"多少|多久|几年|几公里|多高|多低|how (?:much|many|long|often|far|hot|bad|healthy)|price|cost|贵",
    ),
    (
        "part",
        r"续航|电池|电量|充电|快充|慢充|胎压|轮胎|刹车|冷却|滤芯|空调|电瓶|电耗|能耗|仪表|故障|报警|警告|警示|灯|异响|异味|保修|质保|公里|能量回收|健康|报告|方向盘|提醒|battery|range\b|charg|tyre|tire|brake|coolant|filter|warning|alert|light\b|noise|warranty|consumption|kwh|energy|driving|dash|health report|soh|fault|steering|regenerat",
    ),
    (
        "thank",
        r"谢|感谢|多谢|辛苦|感恩|\bthank|\bthx|\bty\b|\bcheers|appreciat|helpful|\bthanx|再见|拜拜|回头见|\bbye|goodbye|see you|have a (?:nice|good)|take care|take it easy|good night|grateful|gratitude|talk to you",
    ),
    (
        "yes",
        r"^(?:好|行|可以|可|对|是|嗯|没问题|确认|确定|同意|当然|ok|yes|yea|yep|sure|right|correct|fine|perfect|great|alright|all right|agreed|exactly|absolutely|definitely|sounds)",
    ),
    ("no", r"^(?:不|别|没有|算了|错|no\b|nope|nah|not\b|don'?t|wrong|never|neither|none)"),
    (
        "help",
        r"帮助|你能做|你会|怎么用|功能|说明|菜单|命令|指令|人工|客服|真人|怎么操作|怎么弄|教我|\bhelp\b|what can (?:you|i)|how (?:do|does) (?:i|this|it)|\bmenu|command|\bhuman|\bperson\b|\bagent\b|instruction|\brepeat|say that again|language|english|chinese|中文|英文|英语|解释",
    ),
    (
        "hello",
        r"^(?:你好|您好|嗨|哈喽|在吗|早|hi\b|hello|hey|good (?:morning|afternoon|evening)|howdy|hiya|yo\b|greetings)",
    ),
    (
        "world",
        r"天气|下雨|下雪|几度|笑话|歌|音乐|电影|餐|外卖|饭|吃|机票|高铁|火车|酒店|航班|导航|股|币|油价|新闻|比赛|足球|翻译|闹钟|快递|作业|诗|故事|作文|电视|打车|叫车|医院|牙|理发|美容|微信|电话给|发信|拍照|手电|音量|天窗|车窗|后备箱|\bweather|\brain|\bjoke|\bsong|\bmusic|\bmovie|\bpizza|\btable\b|\bparty of|\b(?:\d|two|three|four|five|six|eight) people|under (?:the|my) name|\bdinner|\bumbrella|\bsunny|\bfunny|\blaugh|\bcab\b|雨伞|带伞|晴|阴天|台风|景点|门票|播放|打分|评分|穿什么|地铁|\brestaurant|\bflight|\bhotel|\btaxi|\buber|\bdentist|\bhaircut|\bdoctor|\balarm|\bnews\b|\bstock|\bbitcoin|\bpoem|\bhomework|\bcapital of|\bcook|\beat\b|\bmeeting|\bcalendar\b|\btranslat|\bmatch\b|\bparcel|\bpackage|\blights\b|\btrunk|\bnavigate|\btraffic|\bparking|\bloan|\bbank|\bbill\b|\bnetflix|\bplaylist|\bticket|\bpresident|\brecipe|\bgame",
    ),
    (
        "you",
        r"你(?:是谁|叫|几岁|喜欢|有女|真笨|是机器)|你爱|爱你|who (?:are|made) you|your name|are you a|how old are you|love you|you (?:are )?stupid",
    ),
    (
        "ask",
        r"[?吗嘛么呢没]\s*$|能不能|可不可以|行不行|能否|^(?:is|are|can|could|do|does|did|will|would|what|when|where|which|how|who|why)\b",
    ),
)
_CONCEPTS = tuple((name, re.compile(pattern)) for name, pattern in _WORDS)


def of(plain: str) -> tuple[str, ...]:
    """The ideas that a plain text names (see `script.plain`)."""
    return tuple(name for name, pattern in _CONCEPTS if pattern.search(plain))
