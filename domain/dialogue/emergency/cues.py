"""The slots of an emergency: what happens, to what, where and when, and what speaks against it, in both languages; pure.

None of them decides. Each is evidence whose weight is learnt (see `emergency.learn`), alone and beside the others.
"""

import re

_WORDS: tuple[tuple[str, str, str], ...] = (  # a slot, how its English words begin, and what else fills it
    # what happens
    (
        "smoke",
        r"smok\w*|mist\b|haz[ey]\b|steam\w*|fumes?\b|vapou?r\w*|fog\b",
        r"灰蒙蒙|雾蒙蒙|(?:冒|浓|黑|白|青|全是|有|好多|股|涌|喷|往外)[着出起了]?[白黑浓青]?(?:烟|汽|雾)|烟(?:雾|从)|毛烟|冒咽",
    ),
    (
        "flames",
        r"fires?\b|f[iy]+re\b|flam\w*|blaz\w*|ignit\w*|explo\w*|burn(?:ing|s|t|ed)?\b",
        r"[着起失]火|火[苗光星]|明火|自燃|燃烧|烧(?:起|着|化|红|了|糊|焦)|爆(?:炸|燃)|着[火伙]|炸了",
    ),
    (
        "odour",
        r"smell\w*|stinks?\b|odou?r|acrid\b|scorch\w*|burn(?:ing|t) (?:rubber|plastic|smell|hair)",
        r"[糊焦煳胡臭刺怪]{1,2}.{0,2}味|呛|(?:胶皮|塑料|橡胶|电线).{0,3}味|烧.{0,4}味",
    ),
    (
        "hot",
        r"(?:over)?heat(?:ing|ed)?\b|(?:very|too|so|burning|really|extremely|boiling) hot\b|scald\w*|glow\w*|melt\w*|swell\w*|swollen\b|bulg\w*",
        r"烫|发热|过热|过温|鼓(?:包|起|了)|融化|烧化|通红",
    ),
    (
        "noise",
        r"hiss\w*|pop(?:ping|s)?\b|sizzl\w*|crackl\w*|bang\b|buzz\w*",
        r"嘶|咝|噼啪|滋滋|噼里啪啦|砰|嘭|异响|怪响|响声",
    ),
    (
        "spark",
        r"spark\w*|shock\w*|jolt\w*|zap\w*|tingl\w*|electrocut\w*|arc(?:ing|ed)\b",
        r"触电|漏电|电(?:到|飞|麻|了一下|火花)|发麻|[手人胳膊]麻|就麻|火花|带电",
    ),
    (
        "bare",
        r"(?:orange|bare|exposed|live|hv|high[- ]voltage)\b.{0,15}\b(?:cables?|wires?|wiring)",
        r"(?:橙|橘|高压).{0,4}线|露(?:铜|出)",
    ),
    (
        "locked",
        r"lock(?:ed|s)? (?:\w+ )?(?:in|inside|him|her|them)\b|trapped\b|pinned\b|can'?t get out\b|get out\b|cannot get out\b|won'?t (?:open|unlock|release)\b|doors?\b.{0,20}\b(?:dead|shut|locked|jammed|stuck)",
        r"(?:锁|关|困|反锁|闷)(?:在|到|住)?.{0,3}(?:车|里|后座|死)|锁[死住]|出不[来去]|打不开|推不开|解不开",
    ),
    (
        "caught",
        r"(?:hand|finger|foot|leg|arm|head|neck)s?\b.{0,15}\b(?:stuck|caught|trapped|jammed|crushed|shut)",
        r"夹(?:住|到|了|在|着)|(?:手|脚|腿|头).{0,3}卡",
    ),
    (
        "impact",
        r"crash\w*|collid\w*|collision|accident\b|hit\b|smash\w*|ran? into\b|rear[- ]?end\w*|slam\w*|knock\w*|struck\b|t-?bon\w*|swip\w*|pile ?up|prang\b|plough\w*|shunt\w*|clipp?ed\b|hedge\b|guard ?rail\b|tree\b|wall\b|wreck\w*",
        r"撞|追尾|车祸|事故|剐|刮|蹭|碰|怼|顶了|亲上|追了?.{0,2}尾|连环|护栏|扎进|冲断|倒地|玻璃碴",
    ),
    (
        "off",
        r"(?:off the road|ditch|overturn\w*|upside down|flipped|rolled|skid\w*|spun|slid|slipp\w+|on its roof|ran over|run over|run (?:\w+ )?over)\b",
        r"翻(?:车|沟|了|到|进)|四脚朝天|朝[天下上]|滑出|侧翻|冲(?:下|出|进)|掉(?:进|到|沟|下)|打滑|压(?:到|着|了)人|轧",
    ),
    (
        "hurt",
        r"hurts?\b|injur\w*|bleed\w*|blood\b|unconscious\b|faint\w*|passed out\b|black(?:ed|s|ing) out\b|sore\b|sting\w*|not breathing\b|breath\w*|ambulance\b|pain\b|responding\b|airbags?\b|pregnant\b|seizure",
        r"受伤|流血|血|昏|(?<![我~])晕(?![,!死~]|$)|休克|抽搐|救护车|气囊|(?<![心肉])疼|没反应|呼吸|心脏|胸口|心口|难受|倒地|哭",
    ),
    (
        "water",
        r"flood\w*|under ?water\b|submerg\w*|sink\w*|float\w*|river\b|lake\b|canal\b|ford\b|water\b|drown\w*|tides?\b|afloat\b|pond\b|stream\b|sea\b|deep\w*|(?:knees?|waist|ankles?)\b",
        r"积水|水(?:淹|漫|没|灌|涌|冲|里|快|到)|淹|泡水|进水|涉水|掉?[河湖海江沟塘]里|洪水|暴雨|浮|漂|涨潮|池塘|成河|[河湖江海]里|膝盖|水.{0,4}深",
    ),
    (
        "brake",
        r"br(?:ake|eak)s?\b|braking\b|pedal\b|handbrake\b",
        r"刹车|制动|踏板|手刹|沙车|刹不|减速",
    ),
    (
        "steer",
        r"steer\w*|accelerator\b|throttle\b|speed(?:s|ing)? up\b|wheel\b(?![ -](?:alignment|balanc))",
        r"方向(?:盘)?|转向|油门|电门|加速|失控|窜|越[开跑]越快",
    ),
    (
        "fails",
        r"fail\w*|gone\b|no(?:t|thing)?\b.{0,8}\b(?:work\w*|respond\w*|response|stop\w*|slow\w*|hold\w*|grip\w*|brakes|steering)|dead\b|to the floor\b|rock hard\b|soft\b|no resistance\b|seized\b",
        r"n'?t (?:work|respond|stop|slow|hold|grip)\w*|失灵|失效|没(?:了|反应|用|感觉|作用)|不(?:灵|住|了|动|管用|减速)|软|硬得|踩到底|到底(?!来不来|去不去|取不取|有没|有没有|是|怎|谁|什么|哪|几|为什|为何|能|会|在|要|做|给|负|行)|慢不下|阻力|空的|不好使|转不动|卡死",
    ),
    (
        "red",
        r"red\b|hv\b|high[- ]voltage\b|isolation\b|insulation\b",
        r"红(?:色|灯|了|的)|高压|绝缘|警报|报警",
    ),
    (
        "stop now",
        r"(?:stop|pull over|park|do not drive|don'?t drive|do not continue|get out)\b.{0,20}\b(?:safely|immediately|now|vehicle|driving|says?|message)|(?:says?|message|screen|dash\w*|display)\b.{0,25}\b(?:stop|pull over|park|do not)\b",
        r"(?:立即|立刻|马上|安全|靠边)停|停止行驶|勿.{0,3}驾驶|离开车|不让开",
    ),
    (
        "turtle",
        r"turtle\b|limp\b|reduced power\b",
        r"乌龟|限速|跛行|车速只有|只能跑",
    ),
    (
        "no start",
        r"(?:wo|do|did|ca|is|does|would)n?'?t (?:\w+ )?(?:start|turn on|power|wake|boot|go|move|drive|budge|unlock|restart|switch)\w*|wo?nt\b|(?:not|refus\w+ to|no longer|never) (?:start|mov|driv|go)\w*|no (?:ready|start|drive|sign)",
        r"(?:启动|发动|打|点|着|开|走|动|起|上|通|挂|挪|郁|退)不(?:了|着|起|动|上|走|成|来|出|开)|不(?:上电|走|动|着|工作|走道|能动|能开)|(?:无法|不能|没法)(?:启动|行驶|移动)|郁唔|没动静|打不",
    ),
    (
        "died",
        r"died\b|dead\b|dies\b|dying\b|kaput\b|brick\w*|conk\w*|pack(?:ed|s) (?:up|in)\b|quit\b|cut out\b|gave (?:out|up)\b|stall\w*|stopp?ed\b|halt\w*|standstill\b|gone to sleep\b|gave up the ghost\b|went dark\b|shut (?:off|down)\b|black\b|immobile\b|br(?:oke|oken|eak\w*) ?down\b",
        r"抛[锚毛描]|趴|熄火|罢工|歇菜|挂了|瘫|撂|歇了|废了|睡死|灭了|黑了|(?:坏|停|死|扔|卡)(?:在|到|了|半)|断电|黑屏|屏.{0,3}黑|归零|失速",
    ),
    (
        "power",
        r"power\b|propulsion\b|motor\b|drivetrain\b|juice\b|0 ?%|battery\b|out of (?:charge|power|juice)",
        r"动力|没劲|没电|掉电|电跑光|电瓶|电机|0%",
    ),
    (
        "stuck",
        r"stuck\b|stranded\b|bogged\b|beached\b|snow(?:y|ed|ing|drifts?|bank)?\b|mud\b|sand\b|spin\w*",
        r"陷|卡(?:住|在|死)|困(?:在|住)|托底|雪|泥|沙子|悬",
    ),
    (
        "plug",
        r"(?:cable|plug|charger|charging gun|connector|wallbox|socket|unplug\w*)\b",
        r"充电(?:枪|线|口|桩|头)|枪|插头|插座",
    ),
    (
        "held",
        r"won'?t (?:come out|release|let go)|can'?t (?:unplug|remove|pull|leave)|cant unplug|is stuck\b|lock(?:ed)? in\b",
        r"拔不|下不来|取不",
    ),
    (
        "wheel",
        r"(?:tyre|tire|wheel|rim)s?\b(?![ -](?:alignment|balanc|rotation))|flat\b|puncture\w*|blow ?out\b",
        r"轮|胎",
    ),
    (
        "burst",
        r"burst\b|blew\b|blown\b|ripp?\w*|shredd\w*|f(?:e|a)ll(?:s|ing|en)? off\b|(?:came|come|comes|coming) off\b|exploded\b|bent\b|no spare\b",
        r"爆|炸|瘪|掉了|飞了|全扁|没备胎|没有备胎|一点气没",
    ),
    (
        "rescue",
        r"tow\w*|recover\w*|rescue\b|roadside\b|pick(?:ing)? (?:us|me) up\b|come and get\b|(?:someone|somebody|anyone) (?:out|to)\b|please (?:any|some)(?:one|body)\b|help\b|sos\b|mayday\b|emergency\b|urgent\w*|danger\w*",
        r"拖(?:车|我|走)|救(?:命|援|人|我)|来(?:人|个人|辆)|谁来|来.{0,2}接|接我|派.{0,2}[车人]|拉我|紧急|急|求助|帮帮|sos",
    ),
    # to whom, where
    (
        "car",
        r"car\b|vehicle\b|ev\b|van\b|bonnet\b|hood\b|engine\b|under the (?:floor|seat|car)|cabin\b",
        r"车(?!站|票|间|险|位)|底盘|机舱|机盖|引擎|前盖|尾门|座椅|仪表",
    ),
    (
        "mine",
        r"(?:i|we|me|us|i'?m|we'?re|i'?ve|my|our|im)\b",
        r"我|俺|咱",
    ),
    (
        "child",
        r"(?:child|kids?|baby|bab(?:y|ies)|toddler|son|daughter|dog|cat|pet|gran(?:d\w+|ny)?|nan|pup\w*|twins?|little one|co-?driver|mum|mom|dad|wife|husband|passenger)\b",
        r"孩|娃|宝宝|儿子|女儿|双胞胎|小家伙|[爷奶姥]|狗|猫|老人|老婆|媳妇|老公|我[妈爸]|副驾",
    ),
    (
        "inside",
        r"inside\b|in the (?:car|back|sun|boot)\b",
        r"车里|里[面头]|后座|在车",
    ),
    (
        "road",
        r"(?:motorway|highway|freeway|interstate|autobahn|expressway|lane|shoulder|tunnel|bridge|junction|exit|lay-?by|bypass|ramp|crossing|roundabout|lights|road|hill|uphill|downhill|middle of|verge|overtake|[am]\d{1,2})\b",
        r"高速|高架|快速路|隧道|匝道|应急车道|快车道|路(?:中|上|边|口|基|肩)|桥|铁道|铁轨|道口|半[路道]|国道|[一二三四五]环|上坡|下坡|山路|荒郊|(?<![a-z0-9])g\d{1,4}(?![a-z0-9])",
    ),
    (
        "garage",
        r"garage\b|driveway\b|car ?park\b|parking\b",
        r"车库|地库|停车场|小区",
    ),
    # when
    (
        "now",
        r"now\b|right now\b|just\b|suddenly\b|while (?:driving|charging|moving)\b|still\b|quick\w*|asap\b|immediately\b",
        r"!{2,}|现在|正在|刚刚?|突然|忽然|赶紧|快(?:来|点|救)|马上|一直|还在|越来越|开着开着|走着走着|咋[整弄办]|怎么办",
    ),
    (
        "past",
        r"last (?:week|month|year|winter|summer|spring|autumn|night|time)|ago\b|yesterday\b|(?:in|last) (?:20\d\d|january|february|march|april|may|june|july|august|september|october|spring|winter|summer|autumn)\b|on (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|once\b|used to\b|(?:previous|former|old) car\b|was\b|had\b|were\b",
        r"去年|前年|上[次回周]|上个?月|以前|之前|曾|昨天|前[天阵几]|那[时次]|过一次|[一二三四五六七八九十]月份?|周[一二三四五六日](?!.{0,3}[能可去约])|上次|春天|上一辆|旧",
    ),
    (
        "over",
        r"fixed\b|repaired\b|replaced\b|sorted\b|fine (?:now|since)\b|all (?:fine|good)\b|no more\b|false alarm\b|never mind\b|started again\b|since you\b|gone now\b|went out\b|got it going\b",
        r"修(?:好|的|过)|好了|没事|虚惊|后来|解决|正常了|打着了|换了",
    ),
    # what speaks against it
    (
        "question",
        r"",
        r"\?$|^(?:is|are|can|could|do|does|did|how|what|which|where|when|why|should|would|who|whom)\b|[吗么呢嘛]\W*$|怎么(?!办|回事|整)|什么|啥|多少|几[个次星]|能不能|会不会|是不是|哪",
    ),
    (
        "if",
        r"if\b|in case\b|suppose\b|what happens\b|ever\b|in general\b|might\b|could\b|worr\w+|afraid\b|scared\b|possible\b|risk\w*|often\b",
        r"如果|万一|要是|假如|一般|会不会|担心|怕|可能|容易|概率|预防|避免|以防",
    ),
    (
        "not",
        r"no\b|not\b|nothing\b|never\b|without\b",
        r"n't\b|没|不|无|别|非",
    ),
    (
        "other",
        r"(?:friend|neighbou?r|colleague|coworker|boss|brother|sister|his|her|their|someone else'?s|other people|he|she|they)\b",
        r"朋友|邻居|同事|同学|别人|人家|他的?|她的?|他们|隔壁",
    ),
    (
        "media",
        r"news\b|film\b|movie\b|video\b|saw\b|read\b|heard\b|tv\b|story\b|song\b|game\b|drill\b|test\b|recall\w*",
        r"新闻|视频|电影|听说|看到|据说|抖音|朋友圈|小说|游戏|演习|召回|测试|报道",
    ),
    (
        "joke",
        r"lol\b|haha\w*|jok\w+|kidding\b|xd\b",
        r":\)|😂|🤣|哈哈|玩笑|逗你|笑死|呵呵|嘿嘿",
    ),
    (
        "thing",
        r"(?:phone|mobile|laptop|computer|app|website|site|page|screen|key|fob|remote|music|radio|wipers?|heater|air ?con|ac|aircon|window|boot|flap|lift|elevator|train|bus|flight|kettle|toaster|bulbs?|fuse|bbq|fireplace|watch|fan|speakers?|printer|car wash|oven|lunch|dinner|bill|price|card|account|meeting|work|email\w*|office|mall|sales|business|inbox|market|team|wallet|pocket|stocks?|orders|budget|invoices?|paperwork|calls?|queue)\b",
        r"手机|电脑|软件|app|网页|小程序|遥控|钥匙|音乐|雨刮|收音机|座椅加热|空调|后备箱|天窗|电梯|地铁|公交|飞机|火车|烧烤|灯泡|保险丝|风扇|手表|喇叭|打印机|洗车|锅|菜|饭|账单|生意|业绩|股[市票]|钱包|订单|[花付]?钱|报价|电费|价格|账号|会议|开会|家里|公司|桩坏",
    ),
    (
        "idiom",
        r"on fire today\b|fire up\b|fired\b|(?:is|are|'s|was) (?:so )?fire\b|hit the\b|hit (?:me with|send)|ran into (?:a|an) (?:old )?(?:friend|problem)|flooded with\b|stuck (?:in traffic|at|with|on)\b|dead (?:tired|simple|easy|cheap|quiet|right)\b|out of (?:time|office)\b|dying to\b",
        r"着急|气炸|火了|太火|真火|上火|冒火|急死|火急|火烧眉毛|困死|累死|想死|要命|[心肉]疼|(?:^|我)晕(?=[,!~]|$)|晕死|吓死|火爆|大出血|淹没在|撞(?:色|衫|日子|大运|见)|堵|卡在两|起不来|选择困难",
    ),
    (
        "visit",
        r"book\w*|appointment\b|alignment\b|balanc\w+|(?:tyre|tire) rotation\b|fit me in\b|schedule\b|slot\b|come (?:in|on|at)\b|no rush\b|check\b|service\b|change (?:them|it)\b|move (?:it|my)\b|cancel\b|look at\b|postpone\b|late\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|week\b",
        r"预约|约(?!束)|保养|检查|四轮定位|动平衡|改[到期天一个约]?|取消|看看|推[后迟]|晚[到点]|周[一二三四五六日末]|这周|明天|下午",
    ),
    (
        "price",
        r"how much\b|costs?\b|prices?\b|fee\b|insurance\b|cover\w*\b|warranty\b|included?\b|plan\b|report\b|document\w*|number\b",
        r"多少钱|多少|价|费|保险|理赔|质保|套餐|包[几不]|免费|记录",
    ),
    (
        "mild",
        r"a (?:bit|little)\b|slight\w*|small\b|slow(?:ly)?\b|lately\b|sometimes\b|amber\b|yellow\b|orange (?:\w+ )?light\b|normal\b|no rush\b|not urgent\b|in the morning\b|scratch\w*|rattle\b|clunk\b|squeal\w*|squeak\w*|noise\b",
        r"有点|轻微|慢|偶尔|有时|黄|不着急|不急|吱吱|咯噔|嗡嗡|抖|跑偏|划痕|补漆|正常",
    ),
)
_SLOTS = tuple(
    (name, re.compile(rf"\b(?:{english})" if english else r"(?!)"), re.compile(other))
    for name, english, other in _WORDS
)


_A_WORD = re.compile(r"\W*(?:[a-z']*|\w{1,2})\W*")
_NAMES = [name for name, *_ in _SLOTS]
_SUBSTANCE = frozenset(_NAMES[: _NAMES.index("garage") + 1]) - {"mine"}


def of(plain: str) -> tuple[str, ...]:
    """The slots that a plain text fills (see `script.plain`)."""
    return tuple(name for name, word, other in _SLOTS if word.search(plain) or other.search(plain))


def says_nothing(plain: str) -> bool:
    """Whether a text is at most a word ("now", "妥了") that tells neither what happens nor of a car, a person or a place."""
    return bool(_A_WORD.fullmatch(plain)) and _SUBSTANCE.isdisjoint(of(plain))
