"""What is asked about one's own car, its warnings and one's data, in both languages; each clause asks one thing. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from domain.dialogue.topics import Topic
from domain.kit.classified import Category

OF_WARNING: Final = frozenset({Topic.WHY, Topic.SURE})
OF_DATA: Final = frozenset({Topic.KEPT, Topic.SHARED})
OF_CAR: Final = frozenset(
    {
        Topic.CHARGE,
        Topic.BATTERY,
        Topic.TYRES,
        Topic.DUE,
        Topic.LAST,
        Topic.FOUND,
        Topic.PARTS,
        Topic.QUEUE,
        *OF_WARNING,
    }
)
_DRIVEN: Final = frozenset({Topic.SAFE, Topic.NEGLECT})
VOICE, PHONE, NAME, CABIN = "voice", "phone", "name", "cabin"
NOT_COLLECTED: Final = (VOICE, PHONE, NAME, CABIN)

_CLAUSE: Final = re.compile(
    r"[^,.!?;:\n]+?(?=[,.!?;:\n]|$|\b(?:and|but|also)\b (?:what|why|how|when|where|who|is|are|can|may|do|does|will|would)\b)"
)
_TWELVE: Final = re.compile(
    r"12 ?-?(?:v|伏)|十二伏|小电瓶|蓄电池|电瓶|\bstarter\b|\bkey\b|\bphone\b|手机|钥匙"
)
_FORMS: Final[tuple[tuple[Topic, re.Pattern[str]], ...]] = tuple(
    (topic, re.compile(form))
    for topic, form in (
        (
            Topic.PARTS,
            (
                r"(?:配件|零件|备件|部件|(?:订|要|等)的(?:货|件)|(?:新)?(?:刹车片|滤芯|轮胎|电瓶))[^,.?!]{0,6}(?:到(?!期|了?时间)(?:货|店|位)?(?:了)?(?:吗|没|么|$)|有(?:没有)?(?:现)?货|备好|准备好|有吗|到了没)|(?:有(?:没有)?|到(?:没|了)?)(?:现)?(?:货|配件|零件|备件)(?:吗|么|了|没|$)|"
                r"\b(?:parts?|spares?)\b.{0,14}\b(?:arriv\w+|in stock|come in|came in|there yet|ready|available|delivered|set aside)\b|\b(?:pads|filters?|tyres|tires|battery)\b.{0,10}\b(?:arrived|in stock|come in|came in)\b|\bdo (?:you|they) have the parts?\b|\bis (?:my|the) part (?:there|in|here)\b"
            ),
        ),
        (
            Topic.QUEUE,
            (
                r"(?:我)?(?:现在)?(?:在(?:候补|等候|排队)[^,.?!]{0,6}(?:里|上|吗|么|没|排)|排(?:到)?(?:在)?第?几|排到(?:哪|我)|前面(?:还)?(?:有)?(?:多少|几)(?:个|位|名)?(?:人)?|候补(?:名单)?[^,.?!]{0,6}(?:第几|排|还在|位置|轮到))|"
                r"\b(?:am i|are we|is my car)\b.{0,12}\b(?:on|in) (?:the |a |your |any )?(?:waiting|wait) ?list\b|\b(?:my|our) (?:place|position|number) (?:on|in) (?:the |that |your )?(?:waiting ?list|wait ?list|queue|line)\b|\bhow many (?:people |others |cars |are )*(?:before|ahead of|in front of)\b|\bwhere am i (?:on|in) (?:the )?(?:list|queue|line|waiting)\b"
            ),
        ),
        (
            Topic.SHARED,
            (
                r"(?:卖|出售|泄露|泄漏|共享|分享|提供给|传给|转给|发给|交给).{0,8}(?:数据|信息|资料|隐私|行踪|位置|别人|他人|第三方|保险|厂家|厂商|车企|警察|广告)|(?:数据|信息|资料|隐私|行踪|位置|轨迹).{0,10}(?:卖|给谁|给别人|发给|传到|传给|共享|泄露|泄漏|安全吗|谁能|谁可以|谁会|被谁)|(?:给|交给)[^,?!]{0,4}(?:保险|车?厂|警察|别人|第三方|广告)|(?:谁|哪些人|什么人)(?:都)?(?:能|可以|会|有权).{0,8}(?:拿到|看到|看见|得到|访问|获取|知道|查到).{0,10}(?:我|数据|位置|信息|哪)|(?:厂家|厂商|车企|车厂|保险公司|警察|店里|服务中心|运营方|服务商|师傅|别人)[^,?!]{0,4}(?:能|可以|会)(?:不会|不能)?[^,?!]{0,6}(?:看|知道|拿|查|读)[^,?!]{0,10}(?:我|数据|位置|信息|聊天|消息|这些)|"
                r"\b(?:sell|sells|selling|sold|share[ds]?|sharing|leak\w*|give away|giving away|pass(?:ed|ing)? on|hand(?:ed|ing)? over)\b.{0,24}\b(?:data|information|info|location|position|details|records?)\b|\b(?:data|information|location|position|details|records?)\b.{0,24}\b(?:sold|shared|passed on|handed over|leaked|given to|sent to)\b|\bwho (?:else )?(?:gets?|can see|sees|can read|reads|can access|receives?|has access|have access|got access|could see|can track)\b(?!.{0,12}\bmy car$)|\b(?:can|could|does|do|will|may) (?:anybody|anyone|somebody|someone|the \w+(?: \w+)?|my \w+)\b.{0,24}\b(?:read|see|get|access)\b.{0,20}\b(?:chats?|messages?|data|of this|my)\b|\b(?:given|sent|shown) to\b.{0,20}\b(?:insur\w+|police|maker|manufacturer|anyone|anybody)\b|\b(?:manufacturer|maker|insur\w+|police|government|boss|advertisers?|workshop|operator|google)\b.{0,20}\b(?:see|get|know|track|access|receive)s?\b.{0,20}\b(?:my|data|where)\b"
            ),
        ),
        (
            Topic.KEPT,
            (
                r"(?:保留|保存|储存|存储|留存|留|存|记)(?:着|了)?.{0,8}?(?:多久|多长|几天|几年|几个月)|(?:保留|保存|储存|存储|留存|存|记录?|收集|采集|掌握)(?:着|了)?(?:我|我们)?(?:的|家|车)*(?:什么|啥|哪些|多少)(?!时候)|(?:数据|信息|记录|资料|消息|语音|照片|电话|号码|位置|轨迹|隐私).{0,10}(?:删除?|清除|销毁|清掉|过期)|(?:多久|什么时候|何时|几天)(?:之?后|会|才|就|自动)*(?:删除?|清除|销毁).{0,10}(?:数据|信息|记录|资料|消息|照片|语音)|(?:知道|了解)我(?:的)?(?:什么|啥|哪些|多少)|(?:知道|记录|看到|追踪)(?:得到|到)?我(?:的车)?[^,?!]{0,4}(?:哪里|哪儿|哪)|(?:数据|信息|记录|资料|消息|语音|照片).{0,6}(?:保留|保存|存)(?:吗|么|不|在哪)|"
                r"\b(?:know|track|see|record|store)\b.{0,12}\bwhere (?:i|we)\b|\bhow (?:long|many (?:days|weeks|months|years)) (?:do|will|are|is|does|would|have|must)\b(?!.{0,24}\b(?:keep|have) (?:the|my) car\b).{0,40}\b(?:keep|kept|stor\w+|retain\w*|remember\w*|hold|held|saved?)\b|\bwhat (?:all )?(?:do|have|are|did) you (?:all )?(?:keep|kept|stor\w+|know|hold|hav\w+|got|collect\w*|sav\w+|record\w*)\b(?=.{0,14}\b(?:about|on|of) (?:me|us)\b|.{0,12}\b(?:data|information)\b|$)|\b(?:what|which) (?:of my |personal )?(?:data|information|details)\b.{0,24}\b(?:keep|kept|stor\w+|collect\w*|have|hold|sav\w+|record\w*|know)\b|\bwhen (?:do|will|is|are|does) .{0,40}\b(?:delet\w+|eras\w+|forget|forgotten)\b|\b(?:data )?retention\b|\bdo you (?:keep|store|save|record)\b.{0,30}\b(?:data|location|position|messages?|voice|photos?|number|records?|chats?)\b"
            ),
        ),
        (
            Topic.SURE,
            (
                r"(?:确定|肯定|确信|有把握)(?:的|了)?(?:吗|么|不|没)|(?:多大|多少|几成|几分)的?把握|误报|搞错了?(?:吧|吗|没)|弄错了?(?:吧|吗|没)|看错了?(?:吧|吗|没)|(?:准不准|准吗|准么|准确吗|准确率|靠谱吗|靠不靠谱|可信吗|可靠吗|可不可信|可不可靠)|(?:概率|几率|可能性)(?:有|是)?(?:多[大高]|多少)|会不会(?:搞|弄|看|判断?)错|真(?:的)?(?:坏了|有问题|磨完)(?:吗|么)|"
                r"\b(?:are|r) (?:you|u) (?:really |absolutely |quite |so |100 ?% )*(?:sure|certain|positive|confident)\b|\bhow (?:sure|certain|confident|reliable|accurate|trustworthy)\b|\bfalse (?:alarm|positive)\b|\b(?:could|can|might|may) (?:you|it|this|that|the (?:warning|alert)) be (?:wrong|mistaken|a mistake|an error|false)\b|\b(?:odds|chances|probability|likelihood)\b|\bis (?:this|that|it|the (?:warning|alert|prediction)) (?:really |even )?(?:reliable|accurate|certain|true|for real)\b|\bdo i (?:have to )?(?:believe|trust)\b|\byou(?:'re| are) (?:sure|certain|positive)\b"
            ),
        ),
        (
            Topic.FOUND,
            (
                r"(?:查|检查|测)(?:出|到)(?:来)?(?:了)?(?:什么|啥|没)|(?:发现|找到)(?:了)?(?:什么|啥|哪些)|(?:师傅|店里|他们|服务中心|你们).{0,10}(?:做|换|修|弄|干|动)了(?:些)?(?:什么|啥|哪些)|(?:预警|提醒|警告)(?:最后|后来|到底|究竟)*(?:对不对|对吗|对没对|准了吗|是对的吗)|(?:那次|上次|到店|检查)(?:的)?结果(?:怎么样|如何|是什么|咋样)|^(?:都|给我|一共)*(?:换|修)了(?:些)?(?:什么|啥|哪些)|(?:上次|上回|那次)(?:去|到)?店?里?(?:都)?(?:做|查|修|换)了(?:些)?(?:什么|啥|哪些)|"
                r"(?:上次|上一次|上回|前一次)[^,?!]{0,8}(?:花|付|收|交)了?(?:我)?(?:了)?(?:多少|几)|\b(?:what|how much) (?:did|have|was)\b.{0,16}\b(?:pay|paid|cost|charged?|it|bill)\b.{0,24}\blast (?:time|visit|service)\b|"
                r"\bwhat came (?:out )?of (?:the|my|that)\b|\bwhat (?:all )?(?:was|were|did|have|has)\b.{0,30}\b(?:found|find|discover\w*|replaced?|repair(?:ed)?|fix(?:ed)?|do (?:to|with|on)|done (?:to|with|on|at))\b(?! before)|\bwas (?:the|that|your|this) (?:warning|alert|prediction) (?:right|true|correct|justified|wrong)\b|\bdid (?:they|the (?:workshop|mechanic|centre|center|garage)) (?:find|fix|replace|change|repair)\b"
            ),
        ),
        (
            Topic.LAST,
            (
                r"(?:上次|上一次|上回|最近一次|前一次)[^,?!]{0,12}(?:保养|维护|换|修|检查|年检|做)|(?:保养|维护|刹车\S{0,2}|轮胎|滤芯|电池|年检|制动液)[^,?!]{0,4}(?:上次|上一次|上回|最近一次)|(?:换|修|保养|检查|做)过(?:吗|没|么|几次)|什么时候[^,?!]{0,6}(?:换|修|做|保养|检查)(?:过|的(?!话|时候|吗))|"
                r"\b(?:when|what|who|where|which|at what|how long ago|how many)\b.{0,50}\blast (?:service|visit|time|maintenance|check|inspection|done|changed|replaced|serviced|checked|repaired|fixed|have|had|in)\b|\bwhen did (?:i|you|they|we)\b.{0,20}\blast\b|\b(?:last|previous) (?:service|maintenance)\??$|\bwhen (?:was|were) .{0,40}\b(?:last|changed|replaced|serviced|done|fixed|repaired)\b|\bwho did .{0,20}\bservice\b|\bhave i (?:already |ever )?had\b.{0,30}\b(?:replaced|changed|done|serviced|checked)\b"
            ),
        ),
        (
            Topic.BATTERY,
            (
                r"电池[^,?!]{0,8}(?:状况|情况|怎么样|咋样|健康|衰减|容量|寿命|如何|老化|损耗|状态|还(?:行|好|健康)|能用|用多久|撑多久|多久|好不好|(?:什么|啥)时候换|多少钱换)|(?:什么|啥)时候(?:要|该|得|需要)?换(?:动力|大)?电池|(?:电池|容量)(?:已经)?(?:衰减|掉|少|损失)了?(?:多少|百分之几)|"
                r"\b(?:how|what)(?:'s| is| are| does| will| would| has)?\b.{0,30}\bbatter(?:y|ies)\b(?! (?:level|percent|charge|check|test|replac))(?=.{0,30}(?:$|\b(?:doing|health\w*|like|last|look|hold|condition|degrad\w*|ag(?:e|ing)|pack|capacity|lost|wear|be)\b))|\bbattery(?:'s)? (?:pack )?(?:health|state of health|condition|capacity|degrad\w*|life ?(?:time|span)?|wear)\b|\bstate of health\b|\bsoh\b|\bbattery (?:still )?(?:be|last|hold|ok|okay|good|healthy)\b|\bwhen\b.{0,20}\bnew battery\b|\b(?:battery|capacity)\b.{0,12}\b(?:lost|lose)\b|\bis (?:my|the) (?:\w+ )?battery\b.{0,14}\b(?:ok|okay|good|fine|healthy|all right|shape)\b|\b(?:state|condition|health|ageing|aging) of (?:my|the) (?:\w+ )?battery\b"
            ),
        ),
        (
            Topic.DUE,
            (
                r"(?:下次|下一次|下回)(?:的|做|去|要|该)*(?:保养|维护|检查|年检|换)|(?:什么|啥)时候(?:就)?(?:该|要|需要|得|应该|轮到)(?:再|去|做|来)*(?:保养|换|更换|检查|维护|年检)|(?:保养|刹车油|制动液|滤芯|空调滤芯|轮胎|刹车片)[^,?!]{0,4}(?:什么|啥)时候(?:就)?(?:该|要|需要|得|应该)|(?:还有|还剩|再过?|还要)(?:开)?(?:多少|多久|几)[^,?!]{0,6}(?:保养|维护|换)|(?:到期|快到|该做|要做)的?(?:[^,?!]{0,6})(?:吗|么|什么|哪些|没)|(?:该|要不要|用不用|需不需要)(?:去|做|再)*(?:保养|维护)(?:了)?(?=$|吗|么|没|\?)|多久(?:做|换|保养|检查)一次|"
                r"\b(?:when|what|how|is|any|tell|which|do)\b.{0,24}\b(?:next|upcoming) (?:service|maintenance|inspection|check[- ]?up)\b|\bnext service\??$|\b(?:anything|something|what|nothing)(?:'s| is)?.{0,12}\bdue\b|\bdue (?:for|soon|next)\b|\bhow (?:many|long|soon|far)\b.{0,24}\b(?:until|till|before|to) (?:the |my |its )?(?:next )?(?:service|maintenance)\b|\bwhen (?:do|does|should|must|will|is|are|am) (?:i|it|the car|my \w+|the \w+(?: \w+)?|they|we)\b.{0,14}\b(?:need|due|have to|supposed to|should)\b(?!.{0,30}\b(?:ready|there|come|arrive|leave|drop|pick|pay|decide|confirm|cancel)\b)|\bwhen should i\b.{0,20}\b(?:change|service|replace|check)\b|\bdo i (?:have|need) to\b.{0,30}\b(?:service|maintenance)\b|\bhow often\b.{0,40}\b(?:service|serviced|change[ds]?|replaced?|check(?:ed)?)\b"
            ),
        ),
        (
            Topic.CHARGE,
            (
                r"(?:剩|有|是)(?:下|余|了)?(?:多少|几成|百分之多少)(?:的)?(?:电(?![费压流池]))|多少电(?![费压流池])|(?:电量|续航)(?:还|现在|目前)*(?:有|剩|是|还有|还剩)?(?:多少|多远|几|够|怎么样)|(?:剩|余)(?:余|下)?(?:的)?(?:电量?|续航)|还?(?:能|可以)(?:跑|开|走)(?:多远|多少公里|多少千米|几公里|多少里)|(?:公里|千米|里地|里路).{0,8}(?:够不够|够吗|够么|能到吗|到得了|跑得到|开得到)|(?:电|电量|续航).{0,4}够不够|(?:在|正在|还在)充(?:着)?电(?:吗|么|没|呢|不)|充(?:满|好)(?:了)?(?:吗|没|么)|(?:什么时候|几点|多久|多长时间)(?:能|可以|才能|才)?充[满好]|"
                r"\b(?:what|how much|tell me|check|show)\b.{0,20}\brange\b(?! (?:drop|fell|so|less|loss|short|got|get))|\brange (?:left|remaining)\b|\b(?:remaining|current) range\b|\benough (?:juice|charge|battery|power|range)\b|\b\d{1,3} ?% (?:be )?enough\b|\b(?:have|need) to charge on the way\b|\bhow far (?:can|could|will|would|does) (?:i|it|(?:the|my) car|we)(?: still)? (?:drive|go|get|travel|make)\b|\bhow many (?:km|kms|kilomet\w+|miles) (?:can|are left|do i|have i|left|of range|does)\b|\b(?:will|would) (?:i|it|we|(?:the|my) car)(?: still)? (?:make it|reach|get (?:me )?(?:there|home|to))\b|\b(?:can|could) (?:i|it|we|(?:the|my) car) (?:make it|reach)\b.{0,50}(?:km|kilomet|mile|charg|\bon )|\b(?:how much|what)\b.{0,14}\b(?:charge|juice|battery|power)\b.{0,12}\b(?:left|remaining|have|got)\b|\b(?:battery|charge) (?:level|percentage|percent)\b|\bstate of charge\b|\bsoc\b|\bis (?:it|the car|my car) (?:still |already )?(?:charging|charged|plugged in)\b|\bwhen (?:will|is) (?:it|the car|my car|the battery) (?:be )?(?:full|charged|done charging)\b|\bhow long (?:until|till)\b.{0,16}\b(?:full|charged)\b"
            ),
        ),
        (
            Topic.TYRES,
            (
                r"胎压(?:现在|目前|都|各|是|有|应该|要|打|充|标准|到|需要|该|得)*(?:多少|几|正常|够|怎么样|高|低|合适|够不够|对|多大|标准)|(?:轮胎|车胎|前轮|后轮|前胎|后胎|四个轮子)[^,?!]{0,8}(?:气|压)[^,?!]{0,6}(?:多少|几|够|足|正常|怎么样)|(?:打|充|加)(?:到)?(?:多少|几个?)(?:气|压|bar|公斤|kpa|千帕)?(?!电|钱)|(?:前轮|后轮|轮胎|车胎)[^,?!]{0,6}(?:充|打)多少|(?:查|看|报|告诉)[^,?!]{0,6}胎压|标准胎压|"
                r"\b(?:tyre|tire)s?\b.{0,8}\bpressures?\b(?! (?:warning|sensor|alert|data|light|check))|\bpressures?\b.{0,24}\b(?:tyre|tire)s?\b|\b(?:are|how are|is|how is)\b (?:my|the).{0,12}\b(?:tyre|tire)s? (?:ok|okay|fine|good|all right|doing|low|soft)\b|\b(?:inflate|pump|fill)\b.{0,30}\b(?:to|up)\b|\bhow much air\b|\bair\b.{0,12}\bt[yi]res?\b|\bwhat (?:psi|bar|kpa)\b"
            ),
        ),
        (
            Topic.NEGLECT,
            (
                r"(?:最多|还|先)?(?:能|可以)(?:再)?(?:拖|撑|放|坚持|等)(?:多久|几天|多长)|(?:再|先)(?:开|拖|等|跑|放)[^,?!]{1,8}(?:没问题|没事|行不行|行吗|可以吗|会不会|要紧|怎样|怎么样|会怎)|"
                r"\bhow long (?:can|could|may) (?:i|we|it|this|that)\b.{0,16}\b(?:put|leave|wait|delay|postpone|ignore|go on|hold|keep)\b|\b(?:ok|okay|fine|safe|bad|possible|all right) to (?:leave|wait|delay|postpone|ignore)\b|\bwhat if (?:i|we) (?:just |simply )?(?:wait|ignore|leave)\b|\bcan i (?:just |safely |simply )?(?:ignore|leave|skip) (?:it|this|that)\b|\bdo i really (?:need|have) to\b|\bhow (?:bad|serious)\b.{0,30}\b(?:left|leave|wait\w*|ignor\w+)\b|"
                r"不(?:处理|修|换|管|弄|理)(?:它|这个|的话)?[^,?!]{0,8}(?:行|可以|严重|程度|后果)|"
                r"不(?:去|马上|及时|现在)?(?:修|换|处理|弄|管|做|理|保养|检查)(?:它|这个|的话|了|呢|[,\s])*(?:又|会|能|到底|将)*(?:怎么样|怎样|咋样|如何|咋地|有?(?:什么|啥|多大)(?:后果|影响|问题|风险|事)|出(?:什么)?事|坏(?:吗|么|掉)|危险(?:吗|么))|(?:放着|拖着|拖下去|拖久了|一直拖|再拖)(?:不管|不修)?(?:会|有)(?:怎么样|怎样|什么|啥)|(?:什么|啥)后果|能(?:不能)?(?:再|先)?(?:等|拖|缓)(?:一?[等拖缓])?到(?!几|什么|何)|能(?:不能)?(?:再|先)?(?:拖|缓)(?:一?[拖缓])?(?:几天|一周|吗|么|不)|"
                r"\bwhat (?:happens|will happen|would happen|could happen|might happen|if)\b.{0,12}\b(?:i|we)(?:'d| would| just| simply)* (?:do not|don'?t|never|ignore|leave|skip|do nothing|wait)\b(?: (?:fix|repair|change|replace|get|have|service|treat|deal|do|bother)\b.*)?(?=$|[?.!]| it\b| this\b| that\b| anything\b| nothing\b)|\bconsequences\b|\bcan (?:it|this|that) wait\b"
            ),
        ),
        (
            Topic.SAFE,
            (
                r"(?:能|可以|敢)(?:不能)?(?:上|跑)高速|\b(?:motorway|highway|freeway)\b|"
                r"(?:安全|要紧|碍事|严重|危险|着急|急)(?:吗|么|不)|(?:有冇|有无|会唔会(?:好|有)?|会不会有?)危险|危唔危|揸唔揸得|仲揸得|(?:要不要|严不严|危不危|安不安|碍不碍)[紧重险全事]|(?:还|继续|这样|现在)(?:还)?(?:能|可以|敢)(?:继续|再)?开(?!门|票|发票)|能不能(?:继续|再)?(?:开(?=着|到|去|车|上|长|高|$|[,.?!])|跑(?:长途|高速))|能(?:继续)?(?:开|撑|坚持)(?:到|去|回|上高速|长途)|开长途(?!之?前|以前|回)(?=$|\?|[^,.]{0,8}(?:吗|么|行不|没事|安全|呢|\?))|能开[吗么不]|"
                r"\b(?:safe|ok|okay|all right|alright|dangerous|risky) (?:for me )?to (?:keep |still )?driv\w+|\b(?:can|could|may|should) i (?:still |keep |safely )*driv(?:e|ing)\b(?! (?:there|to you))|\b(?:is|how|that|it) (?:this|it|that|is it)? ?(?:(?:really|actually|very|so|that|all that|truly) )*(?:serious|urgent|dangerous|bad|safe)\b(?! to| time| is| are)"
            ),
        ),
        (
            Topic.WHY,
            (
                r"为(?:什么|啥|何)[^,?!]{0,12}(?:提醒|预警|警告|报警|通知|说我|说刹|觉得|认为|判断)|(?:怎么|咋)(?:会)?(?:知道|看出|发现|判断)(?:的|出|我)|凭(?:什么|啥)|(?:依据|根据|理由|原因)(?:是|在)|看到(?:了)?(?:什么|啥)(?=$|\?)|什么(?:依据|根据|理由)|根据(?:的)?(?:是)?什么|咋回事|怎么回事|(?:是)?(?:什么|啥)意思|大白话|通俗|说人话|看不懂|(?:到底|究竟|具体)?(?:哪里|哪儿|哪)(?:坏了|有问题|出问题|出了问题|有毛病)|对我(?:的车|有)*[^,?!]{0,3}(?:什么|啥|多大)影响|解释(?:一下|下)|"
                r"\bwhy (?:am i|are you|did you|do you|did i|do i)\b.{0,30}\b(?:warn\w*|alert\w*|notif\w*|tell\w*|think|say\w*|messag\w*|get\w*)\b|\bwhy (?:this|that|the|is this|is that)\b.{0,20}\b(?:warning|alert|message|now)\b|\bwhy\?*$|\bwhat makes you (?:think|say|believe|so)\b|\bhow (?:do|did|can|would|could) you (?:even |actually |really )*(?:know|tell|notice|find out|detect|see)\b|\breason (?:for|behind)\b|\bwhat did you (?:see|notice|measure|detect)\b|\bbased on\b|\bon what grounds\b|\bwhat(?:'?s| is) (?:the deal|up|the matter|the problem) with\b|\bwhat (?:does|do|did) (?:this|that|it|the (?:warning|alert|message))\b.{0,10}\bmean\b|\bmeans? for me\b|\bexplain\b|\b(?:don'?t|do not|didn'?t) (?:understand|get) (?:this|that|the|it|your|what)\b|\bplain (?:words|english|language)\b|\bwhat(?:'s| is| exactly is| is exactly| exactly)\b.{0,12}\bwrong with\b"
            ),
        ),
    )
)
_PACK: Final = re.compile(r"电池|\bbattery\b")  # its answer says how far to rely on it
_NAMES_WARNING: Final = re.compile(
    r"提醒|预警|警告|报警|误报|\bfalse (?:alarm|positive)\b|\bwarn\w*|\balert\w*"
)
_KINDS: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (kind, re.compile(form))
    for kind, form in (
        (VOICE, r"语音|录音|\bvoice\b|\baudio\b|\bspeech\b"),
        (PHONE, r"电话|手机号|\bphone\b|\btelephone\b|\bmobile number\b"),
        (NAME, r"姓名|真名|\bmy (?:real )?name\b"),
        (CABIN, r"摄像|视频|车内|车里的声音|通讯录|\bcamera\b|\bvideo\b|\bfaces?\b|\bcontacts\b|\bcabin\b"),
        (
            Category.LOCATION,
            r"位置|定位|行踪|轨迹|(?:去|开|停|跑)(?:过|到)?(?:了)?哪|\blocations?\b|\bpositions?\b|\bwhereabouts\b|\bwhere (?:i|we|my car|the car)\b|\bgps\b|\bplaces\b|\btrack\w*\b",
        ),
        (Category.WARNING, r"提醒|预警|\bwarnings?\b|\balerts?\b"),
        (Category.BOOKING, r"预约|到店|\bbookings?\b|\bappointments?\b|\bvisits?\b"),
        (
            Category.CONDITION,
            r"胎压|电池|刹车|车况|轮胎|车的?数据|车辆数据|读数|\bt[yi]res?\b|\bpressures?\b|\bbatter\w+\b|\bbrakes?\b|\breadings?\b|\b(?:car'?s?|vehicle'?s?|sensor) data\b",
        ),
        (
            Category.DRIVING,
            r"驾驶|车速|速度|里程|怎么开车|\bdriving\b|\bspeeds?\b|\btrips?\b|\bmileage\b|\bhow (?:i|we) drive\b",
        ),
        (
            Category.MESSAGE,
            r"聊天|消息|对话|说的话|照片|图片|\bmessages?\b|\bchats?\b|\bconversations?\b|\bwhat i (?:write|say|type)\b|\bphotos?\b|\bpictures?\b",
        ),
        (Category.IDENTITY, r"车架号|身份|\bvin\b|\bidentity\b|\bchassis\b|\bwho i am\b"),
        (Category.PREFERENCE, r"设置|偏好|\bsettings?\b|\bpreferences?\b"),
        (Category.CONSENT, r"授权记录|同意记录|\bconsents?\b"),
        (Category.ACCESS, r"访问记录|\baccess log\b"),
    )
)


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked of one's own car and data. kinds: of data, `Category` values or NOT_COLLECTED. rest: the text without these clauses, of the same length.

    spans: where the clauses stand in which a time tells of no wish.
    """

    topics: tuple[Topic, ...]
    kinds: tuple[str, ...]
    rest: str
    spans: tuple[tuple[int, int], ...]


def find(plain: str, *, is_warned: bool) -> Questions:
    """What a plain text asks. is_warned: a warning is open, so that "what does that mean?" is about it."""
    topics: list[Topic] = []
    kinds: list[str] = []
    spans: list[tuple[int, int]] = []
    rest = list(plain)
    for start, end in _clauses(plain):
        clause = plain[start:end]
        topic = _topic(clause.strip(), is_warned=is_warned)
        if topic is not None:
            topics.append(topic)
            kinds += (_kinds(clause) or _kinds(plain)) if topic in OF_DATA else ()
            names = _NAMES_WARNING.search(plain) or (is_warned and _CHANCE.search(clause))
            kinds += [Category.WARNING] if topic is Topic.SURE and names else ()
            rest[start:end] = " " * (end - start)
            spans += () if topic in _DRIVEN else ((start, end),)
    once = tuple(dict.fromkeys(topics))
    return Questions(once, tuple(dict.fromkeys(kinds)), "".join(rest), tuple(spans))


def _clauses(plain: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _CLAUSE.finditer(plain))


# "What does the 75% mean?", 那个75%怎么算出来的: the chance that a warning tells.
_CHANCE: Final = re.compile(
    r"(?:\d{1,3} ?%|\b(?:per ?cent|chance|probability|odds|risk)\b)[^,.?!]{0,30}\b(?:mean\w*|come from|from|based on|calculated|worked out|exactly)\b|\bhow (?:did|do|have) you (?:get|got|arrive|come|work|calculat|reckon)\w*\b[^,.?!]{0,20}(?:\d{1,3} ?%|\b(?:figure|number|chance|probability|percentage)\b)|\btrying to sell me\b|\b(?:just )?(?:a )?sales (?:pitch|trick|talk)\b|"
    r"(?:\d{1,3} ?%|百分之[一二三四五六七八九十]{1,3}|概率|几率)[^,.?!]{0,8}(?:怎么|咋|哪|什么意思|啥意思|是什么|凭|算|靠谱)|(?:怎么|咋)算(?:出来)?的|凭(?:什么|啥)(?:要我)?(?:相?信)|(?:想|骗|忽悠|让)我?[^,.?!]{0,8}(?:花钱|掏钱|消费)|推销"
)


def _topic(clause: str, *, is_warned: bool) -> Topic | None:
    if is_warned and _CHANCE.search(clause) and not _PACK.search(clause):
        return Topic.SURE
    matches = (topic for topic, form in _FORMS if form.search(clause))
    topic = next((each for each in matches if _counts(each, clause, is_warned=is_warned)), None)
    return Topic.BATTERY if topic is Topic.SURE and _PACK.search(clause) else topic


def _counts(topic: Topic, clause: str, *, is_warned: bool) -> bool:
    """Whether a form may be taken at its word: of the small battery, or with no warning to explain, it is not."""
    if topic in {Topic.BATTERY, Topic.CHARGE}:
        return _TWELVE.search(clause) is None
    return topic is not Topic.WHY or is_warned or _NAMES_WARNING.search(clause) is not None


def _kinds(clause: str) -> tuple[str, ...]:
    kinds = tuple(str(kind) for kind, form in _KINDS if form.search(clause))
    return tuple(kind for kind in kinds if VOICE not in kinds or kind != Category.MESSAGE)


_BY_NOUN: Final[tuple[tuple[Topic, re.Pattern[str]], ...]] = (
    (Topic.CHARGE, re.compile(r"电量|电够|\bjuice\b|\bcharg(?:ed|e level)\b")),
    (Topic.BATTERY, re.compile(r"电池|\bbatter(?:y|ies)\b")),
    (Topic.TYRES, re.compile(r"胎压|气压|轮胎气|\btyre pressures?\b|\btire pressures?\b")),
)


def by_noun(plain: str) -> tuple[Topic, ...]:
    """What a question about the car is about by what it names alone; nothing where several things are named, or none."""
    topics = [topic for topic, noun in _BY_NOUN if noun.search(plain)]
    return tuple(topics) if len(topics) == 1 and not _TWELVE.search(plain) else ()
