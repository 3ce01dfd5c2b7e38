"""Emergencies in English: what is said of them, and what only sounds like them."""

import re
from collections import defaultdict

from domain.dialogue.alarm import Judge

_CAR = r"(?:car|vehicle|ev|it|she|thing|motor|lark|tesla|byd|van)"
_ROAD = (
    r"(?:on|in|at|by) (?:the |a |an )?(?:\w+ )?(?:motorway|highway|freeway|autobahn|(?:fast|middle|left|right|slow|bus) lane|middle of|hard shoulder|"
    r"(?:side|edge) of (?:the|a) \w+|junction|intersection|tunnel|bridge|traffic lights?|the lights|roundabout|slip road|level crossing|railway|rail tracks?|[am]\d{1,2}\b)"
)
_NOT = r"(?:won'?t|will not|doesn'?t|does not|didn'?t|did not|can'?t|cannot|can not|isn'?t|is not|not|refuses to|fails to|failed to|unable to|wouldn'?t|never)"
TELLING: dict[str, re.Pattern[str]] = {
    "fire": re.compile(
        r"\bon fire\b|\b(?:caught|catching|catches) (?:on )?fire|\b(?:there(?:'s| is)|a|see|seeing|started a) (?:\w+ )?fire\b|^(?:help )?fire(?: fire)*$|\bfire (?:in|under|from|coming|at the|inside)\b|\bflames?\b|"
        r"\bsmok(?:e|ing|y)\b|\bburning smell|\bsmell of (?:something )?burning|\bburning\b|\b(?:is|has|got) burnt\b|\bsmells? (?:\w+ ){0,3}(?:burn\w*|burnt|smoke|scorched)|\bexplod\w+|\bexplosion|\bthermal runaway|\bin flames|"
        r"\b(?:battery|pack|floor)\b.{0,25}\b(?:very hot|too hot|so hot|burning hot|boiling|swollen|swelling|hissing|leaking|overheat\w*|popping|extremely hot|really hot|scalding)|\bhot battery|\bhissing\b.{0,15}\bbattery|"
        r"\bsomething'?s? (?:is |here is |in here is )?(?:\w+ )?burning|\bsmell\w*\b.{0,30}\bburn\w*|\bmelt(?:ing|ed|s)\b|\bvapou?rs?\b|\bsteam(?:ing)?\b|\bfumes?\b|\bhiss(?:ing|es)\b|\bglow(?:ing|s)\b|\boverheat\w*|\b(?:battery|pack|floor|underside)\b.{0,40}\b(?:getting|is|gets|turning|feels) (?:\w+ )?hot\b|\bscorch\w+|\b(?:bang|boom|pop)\b.{0,20}\bbattery|\bbattery\b.{0,20}\b(?:bang|boom)\b|\b(?:car|battery|it|charger|wheel|plug|wallbox|hood|bonnet) (?:\w+ )?smokes\b|\bnow smokes\b|^hel+p+ fire$"
        r"|\bsizzl\w+|\bcrackl\w+|\b(?:something|it|car|battery|wheel|charger|cable)\b.{0,20}\b(?:smells|stinks) (?:\w+ )?(?:bad|awful|terrible|weird|chemical|acrid)\b.{0,5}$"
    ),
    "shock": re.compile(
        r"\belectric(?:al)? shock\b(?! absorb)|\belectrocut\w+|\b(?:got|gave me|get|getting|gives me|giving me|received|had) (?:a |an )?(?:\w+ )?shock\b(?! absorb)|\b(?:got|was|been) (?:zapped|shocked)\b|\bshocked me\b|\bzapped\b|"
        r"\b(?:exposed|bare|loose|hanging|damaged|cut|torn) (?:\w+ )?(?:high[- ]voltage|orange|hv|live) (?:cables?|wires?|wiring)|\bspark(?:s|ing) \b|\bsparks?(?:ing)?$|\b(?:tingl\w+|shocks?)\b(?! absorb).{0,30}\b(?:touch\w*|handle|charging|plugg\w+|cable)\b|\b(?:touch\w*|plugg\w+)\b.{0,25}\b(?:tingl\w+|shock(?:s|ed)?|zap(?:ped|s)?)\b(?! absorb)"
    ),
    "trapped": re.compile(
        r"\b(?:child|kids?|baby|toddler|son|daughter|dog|mother|father|mum|mom|dad|wife|husband|passenger|someone|somebody|i'?m|i am|we'?re|we are|people)\b.{0,20}\b(?:(?:locked|trapped|pinned)\b.{0,10}\b(?:in(?:side)?|under)\b|(?:stuck|shut) (?:in(?:side)?|under) (?:the|my|this|a|our) (?:\w+ )?(?:car|vehicle|boot)\b)|"
        r"\b(?:locked|trapped|pinned) (?:in(?:side)?|under) (?:the |my |this |a )?(?:car|vehicle)|\bcan'?t get out\b|\bcannot get out\b|\bdoors? won'?t open\b.{0,20}\binside|"
        r"\b(?:foot|leg|arm|hand|finger|head)s?\b.{0,10}\b(?:trapped|stuck|jammed|caught|pinned|crushed)\b|\bdoors? .{0,15}\bopen from (?:the )?inside\b|\btrapped (?:in|inside|under|between)\b"
        r"|^(?:help )?(?:i'?m|i am|we'?re|we are) (?:trapped|locked in|locked inside)\b|\b(?:hand|finger|foot|arm|leg)s?\b.{0,15}\b(?:in|by) the (?:door|window|boot|trunk|tailgate)\b"
    ),
    "crash": re.compile(
        r"\b(?:in|into|had|have|having|of|involved in) an? (?:\w+ )?(?:crash|accident|collision|wreck)\b|\baccident\b|\bcrash(?:ed)? (?:in)?to\b|\bcrash(?:ed)?\b|\bcollision\b|\bcollided\b|\brear[- ]?ended\b|\bt-boned\b|\b(?:i|we|car|just|he|she|truck|lorry|someone|somebody|driver|van|bus|it)(?: have|'ve|'s| has| just)* (?:been )?hit (?:by|me|us|a|an|the|my|another|someone|somebody)\b|"
        r"\b(?:got|been|was) hit\b|\bhit (?:a|the|another|my|an) (?:\w+ )?(?:car|tree|wall|deer|pole|barrier|pedestrian|cyclist|truck|lorry|kerb|curb|dog|animal|guard ?rail|rail|bus|van|bike|person|post|fence|lamp ?post|bollard|boar)\b|"
        r"\b(?:ran|run|drove|driven|slid|skidded) (?:in)?to (?:a|the|another|my) (?:\w+ )?(?:car|tree|wall|ditch|pole|barrier|truck|fence|post|back)|\b(?:drove|ran|crashed|went|backed|reversed|smashed|bumped|slammed) into (?:me|us|my|our|the back)\b|\brolled over\b|\boverturned\b|\bfender bender\b|\bairbags?\b.{0,15}\b(?:went|gone|deployed|off|open\w*|out|blew)|\b(?:is|am|are|i'm|someone'?s?|got) (?:badly )?(?:injured|hurt|bleeding)\b|\bin a ditch\b|\binto a ditch\b|\boff the road\b|"
        r"\bambulance\b|\b(?:car|it|we|i|van|vehicle|suv)(?:'s|'ve| has| is| have| just| got)* (?:flipped|upside ?down|overturned|on (?:its|the) (?:roof|side))\b|\bunconscious\b|\bnot breathing\b|\bpassed out\b|\bfainted\b|\bheart attack\b|\bseizure\b|\bcollapsed\b|\brolled (?:the|my|our|over|it)\b|\b(?:car|front|rear|bumper|side) (?:is |got |was |all )?(?:smashed|wrecked|totalled|crushed)\b|\brun over\b|\bran over (?:a|the|my|some)\w*\b"
        r"|\b(?:rolled|slid|skidded|drifted|spun|bumped|smashed|slammed|backed|reversed) in ?to (?:a|the|another|my|our)\b|\bhit and run\b|\b(?:they|he|she|someone|somebody|truck|bus|taxi|van|lorry) (?:just )?(?:smashed|rammed|scraped|side ?swiped|clipped|knocked)\b"
    ),
    "water": re.compile(
        rf"\bflood(?:ed|ing)?\b|\bunder ?water\b|\bsubmerged\b|\b{_CAR}\b.{{0,20}}\bin (?:the |deep |a )?(?:water|river|lake|flood|pond|sea)\b|\bsinking\b|\bfill(?:ing|ed)(?: up)? with water|"
        r"\bwater (?:is |has |keeps |'s )?(?:\w+ )?(?:coming|come|got|gotten|getting|pouring|rising|flowing|running|up to|rushing)\b.{0,20}|\b(?:drove|slid|rolled|fell|went) into (?:a |the |deep )?(?:water|river|lake|flood|ford|pond|sea|canal)|\bdeep water\b|\b(?:river|water|flood|sea)\b.{0,12}\b(?:rising|up to|around the|over the|reach\w*|above the)\b"
        r"|\b(?:sliding|slipping|rolling|drifting|driving|floating|falling) (?:in)?to (?:a|the) (?:lake|river|water|sea|canal|pond|harbou?r)\b|\bwater\b.{0,20}\b(?:knees|ankles|seats?|waist|inside the car|footwell|windows?|pedals)\b"
    ),
    "brakes": re.compile(
        r"\bbrakes?\b(?! (?:light|lamp|pad|disc|fluid|check|service))(?: pedal)?.{0,20}(?:\bfail(?:ed|ing|s|ure)?\b|not work\w*|n'?t (?:work\w*|respond\w*|stop\w*|hold\w*|grip\w*|do anything)|\bgone\b|just went\b|stopped working|no response|not respond\w*|\bdead\b|went out|gave out|gave up|do nothing|does nothing|not stop\w*|to the floor)|"
        r"\b(?:have |got |has )?no brakes\b|\blost (?:my |the |all )?brak(?:es|ing)|\bbrake failure\b|\b(?:can'?t|cannot|unable to) brake\b|\bpedal (?:goes|went|sinks|sank|is going|drops) (?:right |all the way |straight )?to the floor|\b(?:can'?t|cannot|won'?t) stop (?:the|my|this) (?:car|vehicle)|"
        r"\b(?:car|vehicle) (?:can'?t|won'?t|doesn'?t|isn'?t) stop(?:ping)?$|\b(?:car|vehicle) (?:is )?(?:out of control|accelerat\w+ (?:by itself|on its own))|\baccelerat\w+ (?:all )?(?:by itself|on its own|by herself)|\b(?:accelerator|throttle|(?:gas|go) pedal)\b.{0,15}\b(?:stuck|jammed|stick\w*)|\b(?:can'?t|cannot|can not|unable to|not able to) (?:\w+ )?(?:steer|slow down)\b|\b(?:car|it|she) (?:is not|isn'?t|doesn'?t|does not|won'?t|will not|didn'?t) (?:\w+ )?(?:slow(?:ing)?(?: down)?|brak(?:e|ing))\b|\bnothing happens when i (?:\w+ )?(?:press|push|hit|step on|tap|touch) the brakes?|\b(?:lost|no|losing) (?:all |the |my |power )*steering\b|\bsteering\b.{0,12}(?:locked|fail\w*|gone|n'?t work\w*|stuck|not work\w*|dead)"
        r"|\bpedal (?:just )?(?:dropped|fell|sank)\b|\bsteering(?: wheel)? (?:won'?t|doesn'?t|does not|isn'?t|will not|cannot|can'?t) (?:turn|move|respond)\w*|\b(?:hand|parking) ?brake (?:won'?t|doesn'?t|does not|not|isn'?t) hold\w*|\bcar (?:is |keeps |started )?rolling (?:away|back\w*|down)"
    ),
    "red": re.compile(
        r"\bred (?:\w+ )?(?:warning|triangle|alert|symbol|light|message|lamp)s?\b.{0,30}\b(?:on|came|appeared|flash\w*|blink\w*|lit|up|driving|while|popped|showing|dash\w*|screen|now|stop)\b|\b(?:dash\w*|screen|display|cluster)\b.{0,25}\bred\b|"
        r"\b(?:says?|saying|message|display|dash\w*|screen|warning|tells? me|telling me|shows?)\b.{0,45}\b(?:to )?(?:stop (?:vehicle|safely|immediately|now|the car|driving|the vehicle)|pull over|do not drive|don'?t drive)|\bflashing red\b|\bturtle\b|\blimp (?:home )?mode\b|\bstop (?:safely|immediately) (?:warning|message|came|is)\b"
        r"|^stop driving\b|\bstop driving (?:now|immediately)\b"
    ),
    "stranded": re.compile(
        rf"\b{_NOT} (?:even |want to |be )?(?:start(?:ing)?|turn on|power (?:on|up)|move|moving|drive|go|budge|switch on|shift|go into (?:gear|drive|d)|boot)(?: (?:up|at all|anymore|any ?more))?\b|\bcan'?t get (?:\w+ ){{1,3}}to (?:start|move|go|drive)\b|\bbroke(?:n)? down\b|\bbreaking down\b|\bbreakdown\b|\bstranded\b|"
        rf"\bdead {_CAR}\b|\b{_CAR}(?:'s)? (?:just |has |is |'s |suddenly |completely |went |have |had |has just |just went )*(?:died|dead|dying|stopped|quit|conked out|stalled|shut (?:off|down|itself off)|cut out|gave up|give(?:n)? up|bricked|immobili[sz]ed|kaput)\b|"
        r"\b(?:lost|losing|no) (?:all )?(?:power|drive|propulsion)\b|\bstuck\b|\bconked out\b|\bstalled\b|\bdead in the\b|\b(?:out of|ran out of|run out of) (?:charge|battery|power|juice|energy)\b|\b(?:battery|12 ?v)(?: is|'s| has| went)? (?:dead|flat|died|empty)\b|"
        r"\b(?:need|send|want|get me|call) (?:me )?(?:a |some |the )?(?:tow\b|tow truck|towing|roadside|recovery|rescue)|\btow truck\b|\btowed?\b|\broadside (?:assistance|help)|\b(?:flat|burst|blown|blew a|shredded) (?:tyre|tire)\b|\b(?:tyre|tire|wheel) (?:blew|burst|exploded|fell off|came off|has blown|just blew)|"
        rf"\b(?:off|dead|standing|stopped|stops|stuck|flat|sitting|stationary|halted|died|quit|stalled|broken|no power|won'?t move|not moving)\b.{{0,20}}\b{_ROAD}|"
        r"\b(?:engine|motor|car|vehicle|everything|she) (?:\w+ )?(?:shuts?|cuts?|switche[sd]|turn(?:s|ed)|went) (?:itself )?(?:off|down|out)\b|\b(?:no (?:response|reaction|sign of life)|nothing happens|(?:not|n't) (?:react|respond)\w*)\b.{0,25}\b(?:start|ignition|power button|go pedal|accelerator)\b|\b(?:start|power button|accelerator)\b.{0,20}\b(?:nothing happens|no response|no reaction)|"
        r"\b(?:tyre|tire)s? (?:is |are |went |has gone |gone |got |all )*(?:\w+ly )?(?:flat|shredded|ripped)\b(?! spot)|\b(?:wheel|tyre|tire) (?:fell|came|flew) of+\b|\bpunctured?\b|\bpower (?:was |is |got |has )?(?:lost|gone|cut(?: out)?|failed)\b|\bbarely (?:moves?|moving|drives?|goes|rolls|crawls)\b"
        r"|\bcan'?t get (?:it|her|this thing) (?:going|started|moving|to go)\b|\bno drive (?:at all|whatsoever)\b|\bblow ?out\b|\blost a (?:wheel|tyre|tire)\b|\b(?:can|could|will|would) (?:someone|somebody|anyone|anybody) (?:please )?(?:tow|rescue|fetch|recover) (?:me|us|my car)\b|^(?:please )?rescue(?: me| us)?(?: please)?$|\bwo(?:n'?)t wake up\b|\b(?:dash\w*|everything|screens?) (?:\w+ )?(?:went|gone|is|are|all) (?:black|dark|dead)\b|\bwhole dash\w* (?:is )?(?:black|dark|dead)\b|\bwent black while\b|\bneed (?:\w+ )?help (?:\w+ )?(?:on|at|by) (?:the |a )?(?:\w+ )?(?:motorway|highway|freeway|road|autobahn|tunnel|bridge)\b"
    ),
    "unclear": re.compile(
        r"^(?:this is an |it'?s an |help )?(?:emergency|mayday|sos|help me(?: please)?,? quick(?:ly)?|in danger|i'?m in danger)(?: help| please| now)*$|\bsend (?:me |us )?(?:some )?help(?: please| now| quick\w*| fast| asap| to .*)?$|\bsend (?:someone|somebody|people) (?:\w+ )?(?:fast|quick\w*|now|immediately|asap|here|urgently)\b"
    ),
}
_SCREEN = r"\bapp\b|\bphone\b|\bscreen\b|\bpage\b|\bsite\b|\bwebsite\b|\bcomputer\b|\blaptop\b|\bbluetooth\b|\bnavigation\b|\bmap\b|\bupdate\b|\bdownload\b|\bbot\b|\bserver\b|\bwifi\b|\bloading\b|\blogin\b|\bbooking\b|\border\b|\bsoftware\b|\btv\b|\bkey ?fob\b|\bfob\b|\bwatch\b|\btablet\b"
_OTHER = {
    "fire": re.compile(
        r"\b(?:i'?m|i am|i was|we'?re|you'?re|they'?re|he'?s|she'?s|team|guys?|sales|music|song|heart|soul|brain|mouth|throat|he|she) (?:\w+ ){0,2}on fire\b|\bfire (?:up|away|drill|sale|extinguisher|works|stick|station|fighter|brigade number|alarm test|engine)|\bfired\b|\bcampfire|\bfireplace|\bfirepl|\bfireworks?|\bwildfires?|"
        r"\bsmoke[- ]?free|\bsmoke (?:test|break|detector|alarm|signal|grey|gray|glass)|\bnon[- ]?smoking|\bno smoking|\b(?:stop|quit|quitting|stopped|give up|gave up) smoking|\bsmoking (?:is |allowed|permitted|in the (?:waiting|lounge)|a |cigar|hot|area|ban|room)|\bsmoked\b|\b(?:i|you|we|he|she|they|people|drivers?|passengers?) (?:\w+ )?smokes?\b|\bcigar|\bsmoker|\bholy smoke|\bsmoke (?:in|smell from) (?:the )?(?:previous|last) owner|"
        r"\bburning (?:question|desire|money|calories|rubber for|fuel|love|hours|time|cash|man|issue)|\bamazon fire|\bbbq|\bbarbecue|\bkitchen\b|\bstove\b|\bhouse\b|\boven\b|\bdinner\b|\bexplod\w+ (?:with|of) (?:messages|mail)|\bold flame|\bsmoke (?:colou?r|finish)|\bwoods?\b|\bforest|\bincense|\bcandle|\bcoffee|\btea\b|\bsteam (?:clean|wash|iron)\w*|\bchocolate|\bice cream|\bbutter\b|\bsnow (?:has |is )?melt\w*|\bmelt\w* (?:snow|ice|my heart)|\b(?:lights?|lamps?|leds?|icon|logo|buttons?|ambient|reviews?)\b.{0,15}\bglow\w*|\bglow\w*.{0,15}\b(?:lights?|lamps?|icon|logo|reviews?|report)\b|\bexhaust fumes|\bpaint fumes|\bheat(?:s|ed)? seats?\b.{0,20}burning desire|"
        + _SCREEN
    ),
    "shock": re.compile(
        r"\bstatic\b|\bshock absorb|\bprice|\bbill\b|\bcost|\binvoice|\bnews\b|\bquote\b|\bculture|\bspark (?:joy|interest)|\bspark(?:s|ing) (?:joy|wine|water|interest|a debate|conversation)|\bsparkling|"
        + _SCREEN
    ),
    "trapped": re.compile(
        r"\bkeys?\b|\bcontract|\bmeeting|\baccount|\boffice|\btraffic|\bprice|\blift\b|\belevator"
    ),
    "crash": re.compile(
        r"\bambulance (?:service|driver|bay|station)|\baccident(?:ally|s? per)|\bby accident|\baccident[- ]free|\bno accidents?|\bhappy accident|\bcrash(?:ed)? (?:(?:my|the|your) (?:calendar|plans?|party|meeting|browser|laptop|sofa)|test|course|report|rating|diet|at|on the (?:sofa|couch)|out)|\b(?:accident|crash|collision) (?:ahead|in front|report|history|repair|record|statistics|on the (?:way|road|motorway|m\d+|a\d+)|up ahead)|\bhit (?:me up|the (?:road|gym|sack|books|button|pub|shops|brakes)|a (?:snag|record|button|million|milestone))|"
        r"\bstock|\bmarket|\bprices?\b|\bhit (?:the|a) (?:wrong|button)|\bprogram\b|\bgame\b|\bserver|\bcollision (?:warning|avoidance|detection|alert)|\btraffic (?:is|jam|because|due|ahead|update|accident)|\bin traffic\b|\blate\b|\bcyber|\bcontact\b|\bmeeting|\bslot\b|\btook .* off the road|\boff the road (?:for|until|over|this winter)|"
        + _SCREEN
    ),
    "water": re.compile(
        r"\bwasher|\bwindscreen|\bwindshield|\bbottle|\bplants?\b|\bflooded with|\bflood of|\binbox|\bhouse\b|\bbasement|\bkitchen|\bmarket|\bwater pump|\bheadlights?\b|\blamp|\bdrink|\bswim|\bfeeling|\bsinking (?:feeling|fund)|\bboots?\b.{0,4}hot|\bshower"
    ),
    "brakes": re.compile(
        r"\bneeded this time|\bno brakes? (?:needed|noise|check|job|service|work)|\bcharg\w+ .{0,20}slow|\blaugh|\bthink|\bsmil|\btalk|\beat|\bcry|\bbike\b|\bbicycle|\bbrake pads? (?:gone|are gone) by|\blate\b.{0,4}meeting"
    ),
    "red": re.compile(
        r"\btraffic lights?|\bred lights?,? (?:at the|on the corner|camera)|\bat (?:the|a) red light|\bran a red|\bran the red|\bjump\w* (?:a|the) red|\bwait\w* at\b|\bcharger\b|\bcharging (?:port|station|post)|\byour (?:\w+ )?(?:message|warning)|\byou sent|\bare you (?:open|closed)\b|\byour door\b|\bred (?:car|paint|colou?r)|\btail ?lights?|\brear lights?|\bbrake lights?"
    ),
    "stranded": re.compile(
        r"\b(?:fix|repair|book|schedule|appointment|check)\b(?!.*\b(?:now|motorway|stranded))|\btraffic\b(?! lights?)|\blate\b|\bat work\b|\bmeetings?\b|\boffice\b|\bon (?:the |a )?(?:phone|call|question|step|level(?! crossing)|word|form|menu|hold)\b|\bqueue\b|\bin (?:a |the )?line\b|\bjam\b|\bbetween\b|\bstuck (?:with (?:this|that|the|my|a) (?:decision|question|choice|form|idea|bill)|to|up|on (?:what|which|how)|home|at home|in bed|in town|for (?:ideas|words))|"
        r"\bcharg(?:er|ing)\b(?!.*\bstranded)(?!.*\btow)|\bsession\b|\bheater\b|\bheating\b|\ba/?c\b|\bair ?con\w*|\bwipers?\b|\bradio\b|\bwindows?\b|\bsunroof\b|\bseats?\b|\bmusic\b|\bsong\b|\bboot lid\b|\btrunk\b|\btailgate\b|\bfrunk\b|\blawn|\bmower\b|\bpayment\b|\bcoffee\b|\bboiler\b|\btrain\b|\bplane\b|\bflight\b|\bbus\b|\bdog\b|\bbike\b|\bairport\b|"
        r"\bbroken? down (?:by (?!the (?:side|road))|into|the (?:price|cost|bill|figures))|\bbreak ?down (?:of|into|by|cover)\b|\b(?:price|cost|bill|nervous|mental) breakdown|\bcan'?t (?:go|move|drive|start) (?:on|to|there|that|tomorrow|today|then|until|before|at|without|house|this week|next)|\b(?:i|we) (?:can'?t|cannot|won'?t|don'?t|didn'?t|will not|do not) (?:go|move|drive|start)\b(?! (?:my|the|this) car)(?! it)(?! anymore)(?! any ?more)(?! at all)|"
        r"\bnot (?:go|moving|drive|start|starting) (?:to|until|before|house|on|a|the|work)|\b(?:can|could|may|shall|please|to|do) (?:you |we |i )?not (?:go|drive|move|start)\b|\bdoes ?n[o']t (?:go|drive|move|start) (?:well|with|to|until|on|smoothly|very|far)|\bmoving (?:house|home|the appointment|my)|\bstop(?:ped)? (?:by|at|for|sending|beeping|responding|showing)|\b(?:it|she) (?:has |just |is )?(?:stopped|quit)\b(?!.*\b(?:tunnel|motorway|highway|freeway|road|junction|lane|middle|traffic lights|intersection|crossing|bridge|driving)\b)|\b(?:included|cover|covered|plan|membership)\b|\bno power of attorney|\bno drive\b|\bhow much\b|\bprice of\b|\bnever (?:go|drive|move|start)|\btow(?:ing)? (?:bar|hook|hitch|capacity|a trailer|a caravan|weight)|\btrailer\b|\bcaravan\b|"
        + _SCREEN
    ),
}

JUDGE = Judge(
    denied=re.compile(
        r"\b(?:no|not|isn'?t|aren'?t|wasn'?t|without|never|don'?t (?:have|see|smell)|didn'?t|hasn'?t|haven'?t|neither|avoid|prevent|nothing|against|non)(?: (?:a|an|any|been|really|in|had|have|sign of|signs of|seen|is|actually|getting|the|to))*\s*$"
    ),
    other=defaultdict(lambda: re.compile(r"(?!)"), _OTHER),
    unreal=re.compile(
        r"^(?:could|would|might|may|will) (?!you\b|someone|somebody|anyone|anybody|i\b)|^(?:are|is) .*\b(?:dangerous|safe|normal|common|included|usual)\b|^(?:does|who|which|when (?:is|are|does|do)|is (?:a|an|there a)) (?!.*\bmy (?:car|ev)\b)|\b(?:how (?:do|can|to|could|should|would|likely|often|long)\b.*\b(?:avoid|prevent|happen|burn|catch|last|start|explode|flood|break|likely|often|protect|deep)|avoid\w*|prevent\w*|what (?:if|happens|does .* mean|do .* mean|is (?:a|an|the) .* (?:mode|symbol|light)|would|should i do if|do i do if|to do (?:if|when|in)|causes)|in case|if (?:my|the|a|an|it|i|ever|there|we|you|your|this|that|one|something)\b|whether|just in case|"
        r"(?:can|could|will|would|do|does|might|may|is|are) (?:it|my|the|a|an|this|that|evs?|electric|cars?|batter\w+|these|they|lithium)\b(?=.*\b(?:catch|caught|explode|burn|start|break|fail|flood|crash|prone|likely|get|strand|swim|drown|die|handle|cause|be)\b)(?!.*\bnow\b)|"
        r"prone|likel(?:y|ihood)|chances?|risks?|probab\w+|worr(?:y|ied) (?:about|that|of|it)|afraid (?:of|that|it)|scared (?:of|that it)|fear|insurance|insured|insurer|warranty|cover(?:ed|age|s)?|policy|news|videos?|movie|film|article|youtube|tiktok|reddit|podcast|documentary|i (?:read|heard) (?:that|about|of|evs|some)|heard about|read about|"
        r"friend'?s?|neighbou?r'?s?|colleague'?s?|cousin'?s?|dream(?:t|ed)?|joke|joking|kidding|drill|exercise|hypothetical\w*|evs (?:are|do|can|catch|burn|break)|electric cars (?:are|do|can|catch|burn|break)|before it (?:breaks|dies|fails)|so (?:that )?(?:it|i) (?:do|does)n'?t|don'?t want (?:it|to|my)|soon as|next time|someday|one day|always (?:starts?|start)|supposed to)\b"
    ),
    past=re.compile(
        r"\b(?:last (?:year|month|week|summer|winter|spring|autumn|fall|time|night|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|yesterday|ago|in (?:19|20)\d\d|years?|previous(?:ly)?|old car|my old|former|no longer|fixed (?:now|it|already)|all fixed|been fixed|was fixed|is fixed|solved|sorted|false alarm|once (?:had|got|broke|was)|used to|(?:accident|crash|breakdown|collision) (?:once|before)|back when|when i was|before i bought|at the time|earlier this (?:year|month|week)|the other (?:day|week)|recently had)\b"
    ),
    present=re.compile(
        r"\b(?:now|right now|just(?! in case)|still|currently|at the moment|again|this very|help|happening|as we speak|suddenly|asap|urgent(?:ly)?)\b"
    ),
    loose={
        "stranded": re.compile(
            r"stuck|no power|lost power|no drive|battery.*|12.*|out of .*|ran out of .*|run out of .*|stalled|punctured?|power .*|barely .*|stuck .*|(?:tyre|tire).*flat|(?:engine|motor|car|vehicle|everything|she) .*(?:off|down|out)"
        ),
        "water": re.compile(r"flood.*|water .*|submerged|sinking|deep water|under ?water"),
        "fire": re.compile(
            r"burning|melt.*|vapou?rs?|steam.*|fumes?|hiss.*|glow.*|overheat.*|scorch.*|explo.*|(?:there|a|see|seeing|started).*fire"
        ),
        "crash": re.compile(
            r"crash(?:ed)?|off the road|.* hurt|.* injured|.* bleeding|collided|hit a.*|collapsed|fainted|passed out|seizure|rolled (?:over|it)|run over|ran over.*"
        ),
        "shock": re.compile(
            r"sparks? ?|sparking ?|zapped|(?!.*electric).*shock|(?:got|was|been) shocked|shocked me"
        ),
    },
    bare=re.compile(
        r"(?:i'?m|i am|we'?re|we are|i|it'?s|it is|we|completely|totally|just|help|please|something|is|got|something'?s|somebody|someone|there'?s|there is|there are|omg|oh no|oh god|now|really|have|has|been|a|an|smells|smell|can|you|electric|had|there was|me|gave|he'?s|she'?s|am|are|are you|out of|run|ran|suddenly|had) ?"
        r"(?:.{0,18})(?:stuck|no power|lost power|battery(?: is|'s)? (?:dead|flat)|stalled|burning|fire|explo\w+|crash(?:ed)?|flood(?:ed|ing)|sinking|hurt|injured|bleeding|charge|juice|battery|power|water \w+ ?\w*|sparks|zapped|shock|shocked|collided|puncture|steam|fumes|ambulance|fainted|passed out)(?: (?:here|now|again|please|help|in|inside|me|us|and|out|badly|can|you|fast|quickly|i|need|what|do|should|to))*|(?:stuck|burning|explosion|crash|crashed|flooded|sparks|no power|battery dead|battery flat|crash help)"
    ),
    car=re.compile(
        r"\b(?:car|vehicle|ev|motorway|highway|freeway|road|roadside|lane|junction|bridge|tunnel|hill|tracks|shoulder|mud|snow|sand|ditch|ford|wheels?|steering|brakes?|bonnet|hood|dash\w*|pedal|driving|drive|drove|parked|car park|parking|garage|intersection|crossing|roundabout|gear|engine|motor|battery|cabin|footwell|boot|bumper|tow|level crossing|field|plug|charge|cable|underneath|charging|charger|socket|door handle|lay-?by|middle of|rural|nowhere|seats?|inside|traffic lights?|underpass|street|ramp|front|rear|smashed|hard shoulder|overtaking|underside|[am]\d{1,2})\b"
    ),
    jam=re.compile(r"\b(?:traffic(?! lights?)|jam|queue|late for|be late|running late)\b"),
)
