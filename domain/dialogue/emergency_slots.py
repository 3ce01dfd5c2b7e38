"""The slots of an emergency: what happens, to what, where and when, and what speaks against it, in both languages; pure.

None of them decides. Each is evidence whose weight is learnt (see `emergency_learn`), alone and beside the others.
"""

import re

_WORDS: tuple[tuple[str, str], ...] = (
    # what happens
    (
        "smoke",
        r"\bsmok\w*|\bmist\b|\bhaz[ey]\b|灰蒙蒙|雾蒙蒙|\bsteam\w*|\bfumes?\b|\bvapou?r\w*|\bfog\b|(?:冒|浓|黑|白|青|全是|有|好多|股|涌|喷|往外)[着出起了]?[白黑浓青]?(?:烟|汽|雾)|烟(?:雾|从)|毛烟|冒咽",
    ),
    (
        "flames",
        r"\bfires?\b|\bf[iy]+re\b|\bflam\w*|\bblaz\w*|\bignit\w*|\bexplo\w*|\bburn(?:ing|s|t|ed)?\b|[着起失]火|火[苗光星]|明火|自燃|燃烧|烧(?:起|着|化|红|了|糊|焦)|爆(?:炸|燃)|着[火伙]|炸了",
    ),
    (
        "odour",
        r"\bsmell\w*|\bstinks?\b|\bodou?r|\bacrid\b|\bscorch\w*|\bburn(?:ing|t) (?:rubber|plastic|smell|hair)|[糊焦煳胡臭刺怪]{1,2}.{0,2}味|呛|(?:胶皮|塑料|橡胶|电线).{0,3}味|烧.{0,4}味",
    ),
    (
        "hot",
        r"\b(?:over)?heat(?:ing|ed)?\b|\b(?:very|too|so|burning|really|extremely|boiling) hot\b|\bscald\w*|\bglow\w*|\bmelt\w*|\bswell\w*|\bswollen\b|\bbulg\w*|烫|发热|过热|过温|鼓(?:包|起|了)|融化|烧化|通红",
    ),
    (
        "noise",
        r"\bhiss\w*|\bpop(?:ping|s)?\b|\bsizzl\w*|\bcrackl\w*|\bbang\b|\bbuzz\w*|嘶|咝|噼啪|滋滋|噼里啪啦|砰|嘭|异响|怪响|响声",
    ),
    (
        "spark",
        r"\bspark\w*|\bshock\w*|\bjolt\w*|\bzap\w*|\btingl\w*|\belectrocut\w*|\barc(?:ing|ed)\b|触电|漏电|电(?:到|飞|麻|了一下|火花)|发麻|[手人胳膊]麻|就麻|火花|带电",
    ),
    (
        "bare",
        r"\b(?:orange|bare|exposed|live|hv|high[- ]voltage)\b.{0,15}\b(?:cables?|wires?|wiring)|(?:橙|橘|高压).{0,4}线|露(?:铜|出)",
    ),
    (
        "locked",
        r"\block(?:ed|s)? (?:\w+ )?(?:in|inside|him|her|them)\b|\btrapped\b|\bpinned\b|\bcan'?t get out\b|\bget out\b|\bcannot get out\b|\bwon'?t (?:open|unlock|release)\b|\bdoors?\b.{0,20}\b(?:dead|shut|locked|jammed|stuck)|(?:锁|关|困|反锁|闷)(?:在|到|住)?.{0,3}(?:车|里|后座|死)|锁[死住]|出不[来去]|打不开|推不开|解不开",
    ),
    (
        "caught",
        r"\b(?:hand|finger|foot|leg|arm|head|neck)s?\b.{0,15}\b(?:stuck|caught|trapped|jammed|crushed|shut)|夹(?:住|到|了|在|着)|(?:手|脚|腿|头).{0,3}卡",
    ),
    (
        "impact",
        r"\bcrash\w*|\bcollid\w*|\bcollision|\baccident\b|\bhit\b|\bsmash\w*|\bran? into\b|\brear[- ]?end\w*|\bslam\w*|\bknock\w*|\bstruck\b|\bt-?bon\w*|\bswip\w*|\bpile ?up|\bprang\b|\bplough\w*|\bshunt\w*|\bclipp?ed\b|\bhedge\b|\bguard ?rail\b|\btree\b|\bwall\b|\bwreck\w*|撞|追尾|车祸|事故|剐|刮|蹭|碰|怼|顶了|亲上|追了?.{0,2}尾|连环|护栏|扎进|冲断|倒地|玻璃碴",
    ),
    (
        "off",
        r"\b(?:off the road|ditch|overturn\w*|upside down|flipped|rolled|skid\w*|spun|slid|slipp\w+|on its roof|ran over|run over|run (?:\w+ )?over)\b|翻(?:车|沟|了|到|进)|四脚朝天|朝[天下上]|滑出|侧翻|冲(?:下|出|进)|掉(?:进|到|沟|下)|打滑|压(?:到|着|了)人|轧",
    ),
    (
        "hurt",
        r"\bhurts?\b|\binjur\w*|\bbleed\w*|\bblood\b|\bunconscious\b|\bfaint\w*|\bpassed out\b|\bblack(?:ed|s|ing) out\b|\bsore\b|\bsting\w*|\bnot breathing\b|\bbreath\w*|\bambulance\b|\bpain\b|\bresponding\b|\bairbags?\b|\bpregnant\b|\bseizure|受伤|流血|血|昏|晕|休克|抽搐|救护车|气囊|疼|没反应|呼吸|心脏|胸口|心口|难受|倒地|哭",
    ),
    (
        "water",
        r"\bflood\w*|\bunder ?water\b|\bsubmerg\w*|\bsink\w*|\bfloat\w*|\briver\b|\blake\b|\bcanal\b|\bford\b|\bwater\b|\bdrown\w*|\btides?\b|\bafloat\b|\bpond\b|\bstream\b|\bsea\b|\bdeep\w*|\b(?:knees?|waist|ankles?)\b|积水|水(?:淹|漫|没|灌|涌|冲|里|快|到)|淹|泡水|进水|涉水|掉?[河湖海江沟塘]里|洪水|暴雨|浮|漂|涨潮|池塘|成河|[河湖江海]里|膝盖|水.{0,4}深",
    ),
    (
        "brake",
        r"\bbr(?:ake|eak)s?\b|\bbraking\b|\bpedal\b|\bhandbrake\b|刹车|制动|踏板|手刹|沙车|刹不|减速",
    ),
    (
        "steer",
        r"\bsteer\w*|\baccelerator\b|\bthrottle\b|\bspeed(?:s|ing)? up\b|\bwheel\b|方向(?:盘)?|转向|油门|电门|加速|失控|窜|越[开跑]越快",
    ),
    (
        "fails",
        r"\bfail\w*|\bgone\b|\bno(?:t|thing)?\b.{0,8}\b(?:work\w*|respond\w*|response|stop\w*|slow\w*|hold\w*|grip\w*|brakes|steering)|\bdead\b|\bto the floor\b|\brock hard\b|\bsoft\b|\bno resistance\b|\bseized\b|n'?t (?:work|respond|stop|slow|hold|grip)\w*|失灵|失效|没(?:了|反应|用|感觉|作用)|不(?:灵|住|了|动|管用|减速)|软|硬得|到底|慢不下|阻力|空的|不好使|转不动|卡死",
    ),
    (
        "red",
        r"\bred\b|\bhv\b|\bhigh[- ]voltage\b|\bisolation\b|\binsulation\b|红(?:色|灯|了|的)|高压|绝缘|警报|报警",
    ),
    (
        "stop now",
        r"\b(?:stop|pull over|park|do not drive|don'?t drive|do not continue|get out)\b.{0,20}\b(?:safely|immediately|now|vehicle|driving|says?|message)|\b(?:says?|message|screen|dash\w*|display)\b.{0,25}\b(?:stop|pull over|park|do not)\b|(?:立即|立刻|马上|安全|靠边)停|停止行驶|勿.{0,3}驾驶|离开车|不让开",
    ),
    ("turtle", r"\bturtle\b|\blimp\b|\breduced power\b|乌龟|限速|跛行|车速只有|只能跑"),
    (
        "no start",
        r"\b(?:wo|do|did|ca|is|does|would)n?'?t (?:\w+ )?(?:start|turn on|power|wake|boot|go|move|drive|budge|unlock|restart|switch)\w*|\bwo?nt\b|\b(?:not|refus\w+ to|no longer|never) (?:start|mov|driv|go)\w*|\bno (?:ready|start|drive|sign)|(?:启动|发动|打|点|着|开|走|动|起|上|通|挂|挪|郁|退)不(?:了|着|起|动|上|走|成|来|出|开)|不(?:上电|走|动|着|工作|走道|能动|能开)|(?:无法|不能|没法)(?:启动|行驶|移动)|郁唔|没动静|打不",
    ),
    (
        "died",
        r"\bdied\b|\bdead\b|\bdies\b|\bdying\b|\bkaput\b|\bbrick\w*|\bconk\w*|\bpack(?:ed|s) (?:up|in)\b|\bquit\b|\bcut out\b|\bgave (?:out|up)\b|\bstall\w*|\bstopp?ed\b|\bhalt\w*|\bstandstill\b|\bgone to sleep\b|\bgave up the ghost\b|\bwent dark\b|\bshut (?:off|down)\b|\bblack\b|\bimmobile\b|\bbr(?:oke|oken|eak\w*) ?down\b|抛[锚毛描]|趴|熄火|罢工|歇菜|挂了|瘫|撂|歇了|废了|睡死|灭了|黑了|(?:坏|停|死|扔|卡)(?:在|到|了|半)|断电|黑屏|屏.{0,3}黑|归零|失速",
    ),
    (
        "power",
        r"\bpower\b|\bpropulsion\b|\bmotor\b|\bdrivetrain\b|\bjuice\b|\b0 ?%|\bbattery\b|\bout of (?:charge|power|juice)|动力|没劲|没电|掉电|电跑光|电瓶|电机|0%",
    ),
    (
        "stuck",
        r"\bstuck\b|\bstranded\b|\bbogged\b|\bbeached\b|\bsnow\w*\b|\bmud\b|\bsand\b|\bspin\w*|陷|卡(?:住|在|死)|困(?:在|住)|托底|雪|泥|沙子|悬",
    ),
    (
        "plug",
        r"\b(?:cable|plug|charger|charging gun|connector|wallbox|socket|unplug\w*)\b|充电(?:枪|线|口|桩|头)|枪|插头|插座",
    ),
    (
        "held",
        r"\bwon'?t (?:come out|release|let go)|\bcan'?t (?:unplug|remove|pull|leave)|\bcant unplug|\bis stuck\b|\block(?:ed)? in\b|拔不|下不来|取不",
    ),
    (
        "wheel",
        r"\b(?:tyre|tire|wheel|rim)s?\b|\bflat\b|\bpuncture\w*|\bblow ?out\b|轮|胎",
    ),
    (
        "burst",
        r"\bburst\b|\bblew\b|\bblown\b|\bripp?\w*|\bshredd\w*|\bfell off\b|\bcame off\b|\bexploded\b|\bbent\b|\bno spare\b|爆|炸|瘪|掉了|飞了|全扁|没备胎|没有备胎|一点气没",
    ),
    (
        "rescue",
        r"\btow\w*|\brecover\w*|\brescue\b|\broadside\b|\bpick(?:ing)? (?:us|me) up\b|\bcome and get\b|\b(?:someone|somebody|anyone) (?:out|to)\b|\bplease (?:any|some)(?:one|body)\b|\bhelp\b|\bsos\b|\bmayday\b|\bemergency\b|\burgent\w*|\bdanger\w*|拖(?:车|我|走)|救(?:命|援|人|我)|来(?:人|个人|辆)|谁来|来.{0,2}接|接我|派.{0,2}[车人]|拉我|紧急|急|求助|帮帮|sos",
    ),
    # to whom, where
    (
        "car",
        r"\bcar\b|\bvehicle\b|\bev\b|\bvan\b|\bbonnet\b|\bhood\b|\bengine\b|\bunder the (?:floor|seat|car)|\bcabin\b|车(?!站|票|间|险|位)|底盘|机舱|机盖|引擎|前盖|尾门|座椅|仪表",
    ),
    (
        "mine",
        r"\b(?:i|we|me|us|i'?m|we'?re|i'?ve|my|our|im)\b|我|俺|咱",
    ),
    (
        "child",
        r"\b(?:child|kids?|baby|bab(?:y|ies)|toddler|son|daughter|dog|cat|pet|gran(?:d\w+|ny)?|nan|pup\w*|twins?|little one|co-?driver|mum|mom|dad|wife|husband|passenger)\b|孩|娃|宝宝|儿子|女儿|双胞胎|小家伙|[爷奶姥]|狗|猫|老人|老婆|媳妇|老公|我[妈爸]|副驾",
    ),
    ("inside", r"\binside\b|\bin the (?:car|back|sun|boot)\b|车里|里[面头]|后座|在车"),
    (
        "road",
        r"\b(?:motorway|highway|freeway|interstate|autobahn|expressway|lane|shoulder|tunnel|bridge|junction|exit|lay-?by|bypass|ramp|crossing|roundabout|lights|road|hill|uphill|downhill|middle of|verge|overtake|[am]\d{1,2})\b|高速|高架|快速路|隧道|匝道|应急车道|快车道|路(?:中|上|边|口|基|肩)|桥|铁道|铁轨|道口|半[路道]|国道|[一二三四五]环|上坡|下坡|山路|荒郊|g\d",
    ),
    ("garage", r"\bgarage\b|\bdriveway\b|\bcar ?park\b|\bparking\b|车库|地库|停车场|小区"),
    # when
    (
        "now",
        r"\bnow\b|\bright now\b|\bjust\b|\bsuddenly\b|\bwhile (?:driving|charging|moving)\b|\bstill\b|\bquick\w*|\basap\b|\bimmediately\b|!{2,}|现在|正在|刚刚?|突然|忽然|赶紧|快(?:来|点|救)|马上|一直|还在|越来越|开着开着|走着走着|咋[整弄办]|怎么办",
    ),
    (
        "past",
        r"\blast (?:week|month|year|winter|summer|spring|autumn|night|time)|\bago\b|\byesterday\b|\b(?:in|last) (?:20\d\d|january|february|march|april|may|june|july|august|september|october|spring|winter|summer|autumn)\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bonce\b|\bused to\b|\b(?:previous|former|old) car\b|\bwas\b|\bhad\b|\bwere\b|去年|前年|上[次回周]|上个?月|以前|之前|曾|昨天|前[天阵几]|那[时次]|过一次|[一二三四五六七八九十]月份?|周[一二三四五六日](?!.{0,3}[能可去约])|上次|春天|上一辆|旧",
    ),
    (
        "over",
        r"\bfixed\b|\brepaired\b|\breplaced\b|\bsorted\b|\bfine (?:now|since)\b|\ball (?:fine|good)\b|\bno more\b|\bfalse alarm\b|\bnever mind\b|\bstarted again\b|\bsince you\b|\bgone now\b|\bwent out\b|\bgot it going\b|修(?:好|的|过)|好了|没事|虚惊|后来|解决|正常了|打着了|换了",
    ),
    # what speaks against it
    (
        "question",
        r"\?$|^(?:is|are|can|could|do|does|did|how|what|which|where|when|why|should|would|who|whom)\b|[吗么呢嘛]\W*$|怎么(?!办|回事|整)|什么|啥|多少|几[个次星]|能不能|会不会|是不是|哪",
    ),
    (
        "if",
        r"\bif\b|\bin case\b|\bsuppose\b|\bwhat happens\b|\bever\b|\bin general\b|\bmight\b|\bcould\b|\bworr\w+|\bafraid\b|\bscared\b|\bpossible\b|\brisk\w*|\boften\b|如果|万一|要是|假如|一般|会不会|担心|怕|可能|容易|概率|预防|避免|以防",
    ),
    (
        "not",
        r"\bno\b|\bnot\b|\bnothing\b|\bnever\b|\bwithout\b|n't\b|没|不|无|别|非",
    ),
    (
        "other",
        r"\b(?:friend|neighbou?r|colleague|coworker|boss|brother|sister|his|her|their|someone else'?s|other people|he|she|they)\b|朋友|邻居|同事|同学|别人|人家|他的?|她的?|他们|隔壁",
    ),
    (
        "media",
        r"\bnews\b|\bfilm\b|\bmovie\b|\bvideo\b|\bsaw\b|\bread\b|\bheard\b|\btv\b|\bstory\b|\bsong\b|\bgame\b|\bdrill\b|\btest\b|\brecall\w*|新闻|视频|电影|听说|看到|据说|抖音|朋友圈|小说|游戏|演习|召回|测试|报道",
    ),
    (
        "joke",
        r"\blol\b|\bhaha\w*|\bjok\w+|\bkidding\b|:\)|😂|🤣|\bxd\b|哈哈|玩笑|逗你|笑死|呵呵|嘿嘿",
    ),
    (
        "thing",
        r"\b(?:phone|mobile|laptop|computer|app|website|site|page|screen|key|fob|remote|music|radio|wipers?|heater|air ?con|ac|aircon|window|boot|flap|lift|elevator|train|bus|flight|kettle|toaster|bulbs?|fuse|bbq|fireplace|watch|fan|speakers?|printer|car wash|oven|lunch|dinner|bill|price|card|account|meeting|work|email\w*|office|mall)\b|手机|电脑|软件|app|网页|小程序|遥控|钥匙|音乐|雨刮|收音机|座椅加热|空调|后备箱|天窗|电梯|地铁|公交|飞机|火车|烧烤|灯泡|保险丝|风扇|手表|喇叭|打印机|洗车|锅|菜|饭|账单|价格|账号|会议|开会|家里|公司|桩坏",
    ),
    (
        "idiom",
        r"\bon fire today\b|\bfire up\b|\bfired\b|\bhit the\b|\bhit (?:me with|send)|\bran into (?:a|an) (?:old )?(?:friend|problem)|\bflooded with\b|\bstuck (?:in traffic|at|with|on)\b|\bdead tired\b|\bout of (?:time|office)\b|\bdying to\b|着急|气炸|火了|太火|真火|上火|冒火|急死|火急|火烧眉毛|困死|累死|想死|要命|撞(?:色|衫|日子|大运|见)|堵|卡在两|起不来|选择困难",
    ),
    (
        "visit",
        r"\bbook\w*|\bappointment\b|\bfit me in\b|\bschedule\b|\bslot\b|\bcome (?:in|on|at)\b|\bno rush\b|\bcheck\b|\bservice\b|\bchange (?:them|it)\b|\bmove (?:it|my)\b|\bcancel\b|\blook at\b|\bpostpone\b|\blate\b|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\bweek\b|预约|约(?!束)|保养|检查|改[到期天一个约]?|取消|看看|推[后迟]|晚[到点]|周[一二三四五六日末]|这周|明天|下午",
    ),
    (
        "price",
        r"\bhow much\b|\bcosts?\b|\bprices?\b|\bfee\b|\binsurance\b|\bcover\w*\b|\bwarranty\b|\bincluded?\b|\bplan\b|\breport\b|\bdocument\w*|\bnumber\b|多少钱|多少|价|费|保险|理赔|质保|套餐|包[几不]|免费|记录",
    ),
    (
        "mild",
        r"\ba (?:bit|little)\b|\bslight\w*|\bsmall\b|\bslow(?:ly)?\b|\blately\b|\bsometimes\b|\bamber\b|\byellow\b|\borange (?:\w+ )?light\b|\bnormal\b|\bno rush\b|\bnot urgent\b|\bin the morning\b|\bscratch\w*|\brattle\b|\bclunk\b|\bsqueal\w*|\bsqueak\w*|\bnoise\b|有点|轻微|慢|偶尔|有时|黄|不着急|不急|吱吱|咯噔|嗡嗡|抖|跑偏|划痕|补漆|正常",
    ),
)
_SLOTS = tuple((name, re.compile(pattern)) for name, pattern in _WORDS)


def of(plain: str) -> tuple[str, ...]:
    """The slots that a plain text fills (see `script.plain`)."""
    return tuple(name for name, pattern in _SLOTS if pattern.search(plain))
