"""What keeps an owner from coming at a time: the children, a meeting, a flight, or the car itself that is needed; a visit to the workshop is none of it."""

from typing import Final

EN: Final = (
    r"(?:have to|need to|must|got to|gotta|supposed to|going to|(?:ha)?ve an?|have (?:a|an|my|the|our))(?: (?:go|be|and|pick|drop|fetch|collect|catch|attend|take|fly|travel|work|meet|see|a|an|my|the|our|up|off|"
    r"to|with|at|in)){0,4} (?:kids?|children|son|daughter|wife|husband|mother|mum|mom|father|dad|parents|school|nursery|work|office|meetings?|class(?:es)?|lessons?|lectures?|flights?|train|"
    r"plane|airport|dentist|doctor|hospital|exams?|interview|funeral|wedding|conference|call|customers?|clients?|court|shift|gym|abroad|town|holiday)"
)
ZH: Final = (
    r"(?:得|必须|需要|要|有)(?:去|先|到|回|上|在|赶|跟|和|陪|一个|个)*(?:接(?:孩|娃|小|人|机|老|我|他|她|儿|女)|送(?:孩|娃|小孩|儿|女|人|老|机)|带(?:孩|娃|小|老|爸|妈)|陪|开会|会要开|会(?=$|[,.!])|上课|课(?=$|[,.!])|上班|加班|值班|夜班|出差|"
    r"老家|飞机|火车|高铁|航班|看病|看牙|医院|考试|面试|婚礼|见客户|客户|旅游|旅行|度假|搬家|办事|上(?:高速|路(?![上况边口]))|出发|动身|出远门|跑长途|自驾|学校|公司|机场|安排(?=$|[,.!了]))"
)
# Before the time: "we leave for the coast tomorrow", "our flight is on Monday".
LEAVES: Final = (
    r"\b(?:i|we)(?:['’]?(?:re|m|ll)| are| am| will)?(?: (?:be|all|then|already|going to|have to|need to|want to))*"
    r" (?:leav(?:e|ing)|set(?:ting)? (?:off|out)|head(?:ing)? off|driv(?:e|ing) off|hit(?:ting)? the (?:road|motorway|highway))(?! (?:it|her|the|my|our|that|this)\b)(?: (?:on|for|to|a|an|the|our|my|road|trip|long|drive|journey|holiday|coast)){0,6}(?: by car)?"
    r"|\b(?:my|our|the) (?:flight|plane|train|ferry|trip|journey)(?: (?:is|leaves|goes|departs|starts|begins))?"
)
# Before the time: "I need the car on Monday"; after it: 周一我老婆要用车.
NEEDS_CAR: Final = r"\b(?:i|we|(?:my|our) \w+)(?: (?:do|will|really|also|still|actually|just|might|may|have to|'?ll))* (?:need|needs|use|uses|am using|is using|are using)(?: to (?:have|use|drive))? (?:the|my|our) (?:car|vehicle)(?: myself| again)?"
NEEDS_CAR_ZH: Final = r"(?:我?(?:老婆|媳妇儿?|老公|爱人|太太|先生|对象|女朋友|男朋友|孩子|儿子|女儿|闺女|爸|妈|爸妈|家里人?|家人)|我|我们)?(?:还|也|得|必须|需要|要|可能)+用车(?!吗|么)"
