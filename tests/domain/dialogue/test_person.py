"""A wish for a person is recognised, and what only names people or telephones is none."""

import pytest

from domain.dialogue.meaning import person

WISHES = """转人工
人工
人工客服
我要找人工
找真人
能不能换个真人来
有没有人工客服啊
我想跟真人聊
叫你们经理来
让店里给我打电话
打电话给我
请师傅联系我
麻烦安排人联系我一下
给我回个电话
我要投诉
投诉
客服电话多少
我不想跟机器人说话
你解决不了，帮我转人工吧，谢谢
请尽快联系我
轉人工
我的账单不对，想找客服问问
talk to someone
can I speak to a human
I want to talk to a real person
let me talk to an agent
human please
agent
Is there a real human I can chat with?
connect me to customer service
call me
call me back please
please have someone call me
can somebody phone me about the bill
give me a call
I want to make a complaint
I'd like to complain
I need a human
put me through to the workshop
could the centre call me tomorrow
I don't want to talk to a bot
your bill is wrong and I have had enough, please get me a manager
transfer me to an operator
speak with a representative
我要找人工客服
能不能给我转个真人
有活人吗
换个人来跟我说
我不想跟机器说话
机器人听不懂，找个人来
人工！人工！
叫你们店长来
让人给我回个电话
请给我回电
麻烦店里给我打个电话
让技师联系我
我想跟师傅聊聊
投诉你们
投诉，太差劲了
你们领导电话多少我要投诉
给我接客服
客服在哪
客服呢
人呢，出来个人
能电话沟通吗
有没有人工
人工服务
帮我转接人工
转客服
zhuan人工
我要和人说话
请人工回复
来个人
麻烦帮我找一下负责人
想跟你们顾问说两句
能让工作人员打我手机吗
这事你处理不了，找个人吧
别给我发模板了，我要跟人聊
要求人工介入
speak to a human
can i talk to someone
i want to speak with a person
real person please
human
get me an operator
let me talk to your manager
i want to talk to somebody at the workshop
can someone call me
please call me back
call me tomorrow morning
ring me please
could the mechanic phone me
have somebody ring me
i want to make a complaint
i'd like to complain
this is a complaint about your service
i wish to file a complaint
where can i complain
transfer me to customer service
connect me to support
customer service
is there a human i can chat with
i dont want to talk to a robot
i'm fed up with this bot, get me a human
stop with the bot, human please
put me through to the garage
can i speak to a technician
need to talk to an actual person
hand over to a colleague
can a colleague of yours contact me
i need human help
you don't understand me, i need a person
let me speak to the service adviser
give me a real human being
talk to a human being now""".splitlines()

NONE = """人工智能准不准
人工费多少
不要给我打电话
别打电话，发消息就行
不用转人工了
明天上午十点
我的车怎么样
预约保养
有人说这车会召回
师傅水平怎么样
经理推荐的那个套餐
don't call me
please do not phone me, write instead
someone called me yesterday
who is the technician
how many people work there
book a service for one person
talk to you later
call it a day
I need a service
I need a tow
is the support bracket worn
need an inspection
do you support Android
what do you call this part
my wife will come
the first one
yes

你是机器人吗
你是真人吗
你是人工智能吗
这是AI吗
人工费多少钱
人工多少钱
工时费怎么算
换刹车片人工费要多少
人工智能真厉害
不用转人工
师傅修好了吗
师傅技术怎么样
你们店长姓什么
店里有人吗周六
我老婆会去送车
我先问问我老婆
让我老婆打电话给你们
我会打电话给店里的
我给店里打过电话了
你们电话多少
门店电话
客户是我爸
周六有人上班吗
我朋友推荐我来的
车主不是我本人
技师有证吗
谁来修我的车
人工洗车还是机器洗车
有人撞了我的车门划痕要补漆吗
店里人多吗
要排队等人吗
能叫人来取车吗
上门取车的人是谁
人太多了
没人接电话
你叫什么名字
你好厉害
刚才打电话给我的是你们吗
is this a bot?
are you human
are you a robot
am i talking to a person?
are you real
talk to my wife first
i need to talk to my wife
let me talk to my husband
i'll speak to my boss
i'll call you back
i'll call you later
call me crazy but is my battery ok
no phone calls please
no need to call
you called me yesterday
who called me?
what's your phone number
what's the garage's number
is there someone at the workshop on saturday
who is the mechanic
does a technician check it
labour cost?
how much is labour
manual wash or machine
a person hit my mirror last week
the agent sold me this car
my insurance agent asks for the report
can my wife pick up the car
can someone else drop off the car
can somebody pick up my car
do i need to be there in person
how do i call the centre
no complaints so far
complaints about noise: is it the brakes?
my neighbour complains about the noise
operator menu?
which operator runs the charger
customer of the month?
are you a real person
am i speaking with a real person
what name do you call me""".splitlines()


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_for_a_person_is_recognised(text: str) -> None:
    assert person.is_wished(text)


@pytest.mark.parametrize("text", NONE)
def test_anything_else_is_no_such_wish(text: str) -> None:
    assert not person.is_wished(text)


@pytest.mark.parametrize(
    "text",
    [
        "撤回人工请求",
        "不用转人工了",
        "不需要人工了",
        "take the request back",
        "I don't need a person any more",
    ],
)
def test_a_request_can_be_taken_back_in_words(text: str) -> None:
    assert person.takes_back(text)
    assert not person.is_wished(text)
