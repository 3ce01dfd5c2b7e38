"""A setting changes, and a held slot goes, only where a clause wishes for it: not by a denial, a question, a report or a wish of others."""

import pytest

from domain.core import Core
from domain.dialogue import script, setting_forms
from domain.dialogue.meaning import family
from domain.dialogue.setting_forms import Setting
from domain.explain.facts import Language
from tests.domain.dialogue.chat import begun

OTHERS = """
stop reminding me to book an appointment
don't then switch to english
please do not so quickly switch to english
i did not say please switch to english
i never asked you to please turn on privacy mode
do the staff speak english, or only chinese?
the technician will speak english, right?
i speak english, my wife drives the car
先别把那个隐私模式打开
不要把那个语言换成英文
不用请你打开隐私模式
别就这么把我的数据删了
我不想就这样删除我的数据
don't delete my data
don't forget about me
会不会把我的数据删了
别删我的数据
千万不要删除我的数据
我怕你们把我的数据删了
我不想注销账号
我还没删除我的数据
店里的人删除了我的车信息
如果我删除所有数据会怎样
I'm afraid someone could erase my data
if I sell the car, I should delete my account, right?
the mechanic said he would delete everything about me
did the garage wipe all my car seats
remove all my doubts: is it safe?
Forget all that, tell me about me and my car
don't turn privacy mode on
please do not enable privacy mode
my phone's privacy mode is on
my wife started privacy mode on her phone
will you still warn me if I turn on privacy mode?
I want to know what privacy mode does
别给我开隐私模式
不要打开隐私模式
我没说要打开隐私模式
我没开隐私模式
要不要打开隐私模式
隐私模式打开会怎样
我老婆把她手机开了隐私模式
don't turn off privacy mode
别关隐私模式
隐私模式不要取消
can my wife turn off privacy mode?
隐私模式停了多久
开车时手机进入隐私模式没关系吧
I've been driving by myself, the brakes were squeaking yesterday
I have to drive there myself on Friday for the brakes
I never had the brake fluid changed elsewhere on 3 November
if I had the brakes changed elsewhere would you warn me?
were the brakes changed elsewhere on 3 November?
我不会说英语
别换成英文
不用英文
不要说英语
我老婆的英文不好
店员说英文我听不懂
师傅讲英语吗
服务中心有人会说英语吗
说明书是用英文写的
帮我用英文给店里留言
I don't speak Chinese
the mechanic couldn't speak Chinese
please don't switch to Chinese
What is brake in Chinese?
the manual is in Chinese
can you book me with the English mechanic on Friday?
change the English tyres
I bought the car in English Bay
do not write to the garage before 9
随时可以联系你们吗
随时都可以联系店里吧
no reminders came before my visit
don't stop the reminders
Stop! reminders are useful, keep them
别取消到店提醒
不要关掉预约提醒
I didn't get reminders again
I only need it if it's urgent
just do the brakes, no unimportant stuff
就换刹车片，小问题别修
这次除非严重才换
I only had an urgent question
Only call a tow truck if it is urgent
小问题别去店里修
tell everything to the mechanic
I want to write everything down
did someone download my data?
who can get my data?
don't send me the data
I don't want anyone to get my data
I get my data bill every month
The workshop did download my records from the car
不要导出我的数据
保险公司要一份数据，合法吗
店里下载了行车记录仪的记录
备份轮胎的数据怎么看
my flight is at 9 in London time
the garage is open until 6 in Shanghai time
别用东京时间
改成周六上午时间
换成下周时间
换成周一上午时间
换成下午时间
改成明早时间
换成早些时间
改成店里时间
can you call my car dealer
call the car wash
我把车改成了别的颜色
不是误报，刹车真响
我没说是误报
it's not a false alarm, I hear grinding
I don't think it's a false alarm
请问改到什么时间
就按原来的时间
""".strip().splitlines()
WISHES = """
english again pls
ok thanks, english again pls
back to english
switch back to english please
can u answer in chinese for a sec?
Could you please speak English? I can't read Chinese
你会说英语吗?换成英语
现在改成英文给她看一下
English please
好了,换回英语吧
只发需要立即处理的提醒
only tell me when it's urgent
From now on only message me when it's urgent.
Only the urgent warnings please
把普通提醒关了，只留紧急的
以后这种提醒别再发了，除非是真正紧急的才告诉我
通知设置在哪里？我只要紧急提醒
以后晚上九点到早上八点之间不要给我发任何消息
免打扰时间改成21点到8点
dont msg me between 22:30 and 7
set quiet hours 22:30 to 07:00
晚上十點半到早上七點之間請不要傳訊息給我
That's a false alarm, there's nothing wrong with my brakes.
刹车片上个月才换的，你这是误报吧
我说你这条刹车片的警告是错的，听得懂吗？
这提醒不对吧。
how do i add my dad's car to this?
请问要怎麼連結第二台車？
no more reminders
Friday at 2pm, and please no reminders
please book brake pads on Friday at 2pm and no reminders
I'd like my account removed
我想把名下数据全部删除
不要再提醒我到店了
leave me alone between 10pm and 7am
delete everything
Delete my data please
can you delete all my data?
能把我的数据都删了吗
I hereby request a complete copy of all data you hold on me.
行，那把你们存的关于我的所有东西给我一份
可以帮我打开隐私模式吗
请把隐私模式关掉
turn the reminders for my visits back on
now in English please
I now exercise my right to erasure: delete everything.
""".strip().splitlines()
HOLDS = """
please do not release the slot
don't let go of the slot
don't cancel the slot, I'll think about it
I don't want to give up the slot
did you cancel the slot you held for me?
what happens if I drop the slot?
I'll drop the car off at that time
I will drop by at 2pm, hold that time
Can you drop me home from the place?
my wife said cancel the dentist's time
cancel the other appointment, keep this slot
Don't reserve a different time, I'll take the one you hold
don't hold it against me, I need to ask my wife
不要取消这个时段
别释放我的时段
时间先别取消，我问问老婆
你们会取消保留的时段吗？
这个时间取消的话会怎样
位置不要让给别人
别放弃这个名额
这个时间不要改
时间不要太早，9点以后
位置不要太远
停车的位置不要在地下
号不要弄错
时间不要紧，我都可以
我会在这个时间取消别的安排
""".strip().splitlines()
RELEASES = """
那周四十点给我留的那个位置也给我撤了,我不去。
没有预约?那上面写的“11月19日周四10:00保留”是写着玩的?取消保留
把明天十点那个时段放掉,给别人用
别留了,明天10点的刹车片不要了
那个周四的位子我不要了，让给别人吧
给我留的那个时间我不要了，让给别人吧。
And release the Thursday 10 o'clock slot, I don't want it
Give the slot to someone who needs it.
I don't need that Thursday slot, let somebody else have it.
Is that slot still being kept for me? Please free it up for someone else
don't keep it for me
""".strip().splitlines()


@pytest.mark.parametrize("text", OTHERS)
def test_a_denial_a_question_or_a_report_changes_no_setting(text: str) -> None:
    assert setting_forms.read(text) is None


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_for_a_setting_is_seen_in_the_words_of_owners(text: str) -> None:
    assert setting_forms.read(text) is not None


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("don't forget to remind me before my appointment", Setting.REMINDERS),
        ("never forget to remind me of my appointment", Setting.REMINDERS),
        ("不要忘了提醒我到店", Setting.REMINDERS),
        ("别忘了提醒我到店", Setting.REMINDERS),
        ("I can't read Chinese so please switch to English", Setting.ENGLISH),
        ("I cannot read this so switch to english", Setting.ENGLISH),
        ("can we speak english, my chinese is bad", Setting.ENGLISH),
        ("if possible switch to english", Setting.ENGLISH),
        ("不会中文请用英文", Setting.ENGLISH),
        ("如果可以请用英文", Setting.ENGLISH),
        ("换成英文。周五给我约一下保养。", Setting.ENGLISH),
        ("我不会英文。换成中文吧。", Setting.CHINESE),
    ],
)
def test_a_denial_of_something_else_denies_no_setting(text: str, setting: Setting) -> None:
    wish = setting_forms.read(text)

    assert wish is not None
    assert wish.setting is setting


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("怎么接入TeslaMate，顺便周五约个保养", "顺便周五约个保养"),
        (
            "can I connect Torque to read it, there is a burnt smell in the car",
            "there is a burnt smell in the car",
        ),
        ("换成英文。周五给我约一下保养。", "周五给我约一下保养."),
    ],
)
def test_what_stands_beside_a_setting_is_what_its_clause_leaves(text: str, beside: str) -> None:
    wish = setting_forms.read(text)

    assert wish is not None
    assert wish.beside == beside


@pytest.mark.parametrize("text", HOLDS)
def test_a_held_slot_stays_where_nobody_gives_it_back(text: str) -> None:
    assert not family.lets_go(script.plain(text))


@pytest.mark.parametrize("text", RELEASES)
def test_a_held_slot_goes_where_a_clause_gives_it_back(text: str) -> None:
    assert family.lets_go(script.plain(text))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "there is smoke coming from under the hood, please answer in English"),
        ("en", "stop the reminders, the brakes don't work at all right now"),
        ("zh_Hans", "请说中文，车底下在冒烟"),
        ("zh_Hans", "关掉到店提醒，刹车现在完全踩不住了"),
    ],
)
def test_an_emergency_beside_a_setting_comes_first(core: Core, language: Language, text: str) -> None:
    chat = begun(core, language)

    chat.say(text)

    assert chat.codes[0].startswith("emergency")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "please book brake pads on Friday at 2pm and no reminders before my visits"),
        ("zh_Hans", "周五下午两点换刹车片，到店前不用提醒我"),
    ],
)
def test_the_wish_beside_a_setting_goes_on(core: Core, language: Language, text: str) -> None:
    chat = begun(core, language)

    chat.say(text)

    assert chat.codes[0] == "messages.reminders.off"
    assert len(chat.codes) > 1
