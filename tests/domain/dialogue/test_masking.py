"""What leaves for the second reader holds nothing of the register and nothing with the form of a name, number or place."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dialogue import script
from domain.dialogue.second.forms import Kind
from domain.dialogue.second.masking import mask
from domain.explain.facts import Name, Names
from domain.simulation.cars import made_up_vin
from tests import pace

CARS: list[Name] = ["White Whale", Names({"en": "Little Blue", "zh_Hans": "小蓝"}), "大黃蜂"]
CENTRES: list[Name] = [
    Names({"en": "East Centre", "zh_Hans": "东区服务中心"}),
    Names({"en": "Zhangjiang Service Centre", "zh_Hans": "前知汽车上海浦东张江服务中心"}),
]
ADDRESSES: list[Name] = [Names({"en": "1 Demo Road", "zh_Hans": "演示路1号"})]
NAMES: dict[Kind, list[Name]] = {
    Kind.CAR: CARS,
    Kind.CENTRE: CENTRES,
    Kind.PLACE: ADDRESSES,
    Kind.PERSON: ["Anna", "王小明"],
}
REGISTER = sorted(
    {
        text
        for names in NAMES.values()
        for name in names
        for text in (name.texts.values() if isinstance(name, Names) else (name,))
    }
)
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
CHINESE = ("{}最近开起来老是跑偏", "麻烦给{}约个保养，周五下午", "我想问一下{}什么时候好", "{}")
ENGLISH = ("can you take a look at {} please", "{} pulls to one side", "it is about {}, on Friday", "{}")
SENTENCES = st.sampled_from((*CHINESE, *ENGLISH))


def shown(text: str) -> str:
    return mask(text, NAMES)


def as_typed(text: str, how: str) -> str:
    """The same in capitals, full-width, or with what is not seen between its letters."""
    if how == "wide":
        return "".join(chr(ord(each) + 0xFEE0) if "!" <= each <= "~" else each for each in text)
    return {"upper": text.upper(), "hidden": "\u200b".join(text), "plain": text}[how]


@given(
    sentence=SENTENCES,
    name=st.sampled_from(REGISTER),
    how=st.sampled_from(("plain", "upper", "wide", "hidden")),
)
def test_nothing_of_the_register_survives(sentence: str, name: str, how: str) -> None:
    rest = script.plain(shown(sentence.format(as_typed(name, how))))

    assert script.plain(name) not in rest


NAME = st.one_of(
    st.text("东西南北山海星月龙凤小大蓝绿红白虎", min_size=2, max_size=6),
    st.from_regex(r"[A-Z][a-z]{2,8}( [A-Z][a-z]{2,8})?", fullmatch=True),
    st.from_regex(r"[A-Za-z]{3,6}-?[0-9]{1,3}", fullmatch=True),
    st.text(st.characters(categories=["Ll", "Lu"]), min_size=2, max_size=10),
)


@given(name=NAME, sentence=SENTENCES, kind=st.sampled_from((Kind.CAR, Kind.CENTRE, Kind.PERSON)))
def test_whatever_a_name_is_it_does_not_survive(name: str, sentence: str, kind: Kind) -> None:
    out = mask(sentence.format(name), {kind: [name]})

    around = sentence.replace("{}", " ")
    edges = r"(?<![^\W_]){}(?![^\W_])" if name.isascii() else "{}"
    assert not re.search(edges.format(re.escape(name)), out) or name.casefold() in around.casefold()


@given(number=st.integers(0, 99_999), sentence=SENTENCES, how=st.sampled_from(("plain", "lower", "groups")))
def test_no_vin_survives(number: int, sentence: str, how: str) -> None:
    vin = made_up_vin(number, year="S")
    typed = {
        "plain": vin,
        "lower": vin.lower(),
        "groups": f"{vin[:3]} {vin[3:9]} {vin[9:11]}-{vin[11:]}",
    }[how]

    assert vin[-6:].lower() not in re.sub(r"[\s-]", "", shown(sentence.format(typed)).lower())


@given(
    plate=st.one_of(
        st.from_regex(rf"[{PROVINCES}][A-Z][ ·]?[A-HJ-NP-Z0-9]{{4}}[0-9][A-Z0-9]?", fullmatch=True),
        st.from_regex(r"[A-Z]{2}[0-9]{2} ?[A-Z]{3}", fullmatch=True),
        st.from_regex(r"[A-Z]{1,3}-[A-Z]{1,2} ?[0-9]{1,4}", fullmatch=True),
        st.from_regex(r"[0-9][A-Z]{3}[0-9]{3}", fullmatch=True),
    ),
    sentence=SENTENCES,
)
def test_no_plate_survives(plate: str, sentence: str) -> None:
    assert re.sub(r"[\s·-]", "", plate) not in re.sub(r"[\s·-]", "", shown(sentence.format(plate)))


@given(
    digits=st.text("0123456789", min_size=7, max_size=13),
    gap=st.sampled_from(("", " ", "-", ".", ") ")),
    sentence=SENTENCES,
    chinese=st.booleans(),
)
def test_no_telephone_number_survives(digits: str, gap: str, sentence: str, *, chinese: bool) -> None:
    grouped = gap.join(digits[place : place + 3] for place in range(0, len(digits), 3))
    typed = "".join("零一二三四五六七八九"[int(each)] for each in digits) if chinese else f"+{grouped}"
    rest = shown(sentence.format(typed))

    assert not re.search(r"\d|[零一二三四五六七八九]{2}", rest)


@given(
    north=st.floats(0.1, 89, allow_nan=False),
    east=st.floats(0.1, 179, allow_nan=False),
    form=st.sampled_from(("{:.4f}, {:.4f}", "{:.5f},{:.5f}", "N {:.4f} E {:.4f}", "北纬{:.3f} 东经{:.3f}")),
)
def test_no_position_survives(north: float, east: float, form: str) -> None:
    assert not re.search(r"\d", shown(f"come to {form.format(north, east)}"))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Hi, this is Bert Miller speaking", "Hi, this is someone speaking"),
        ("my name is bert miller", "my name is someone"),
        ("Thanks, Bert", "Thanks, someone"),
        ("ask for Mr. miller", "ask for Mr. someone"),
        ("write to bert.miller@example.com or @bert_m", "write to an address or an address"),
        ("I am at 221B Baker Street", "I am at somewhere"),
        ("stranded near heathrow", "stranded near somewhere"),
        ("it stands at 31°14'N 121°28'E", "it stands at somewhere"),
        ("one three eight double zero one three", "a number"),
        ("我叫欧阳娜娜，想换刹车片", "我叫某人,想换刹车片"),
        ("我是张伟，车坏了", "我是某人,车坏了"),
        ("李师傅在吗", "某人师傅在吗"),
        ("叫老王来看看", "叫某人来看看"),
        ("我在朝阳区建国路88号3号楼", "我在某地"),
        ("车停在虹桥机场", "车停在某地"),
        ("后天要开去宁波", "后天要开去某地"),
        ("我住金鱼胡同", "我住某地"),
    ],
)
def test_people_and_places_are_known_by_their_form(text: str, rest: str) -> None:
    assert shown(text) == rest


@pytest.mark.parametrize(
    "text",
    [
        "The range fell from 350 km to 280 km since 3pm, and the 12v light is on",
        "Can I come on Friday the 20th at 10:30, or Monday after 5?",
        "I'm free in November. Please check the brakes, they squeal at 60 mph",
        "车子充到80%就不动了,续航掉了50公里",
        "周五下午3点半到5点之间行吗,最好11月20日",
        "路上听到咯噔咯噔的声音,让师傅瞧一眼",
        "刹车片薄了,正好弄一下",
        "小程序打不开,高速上不敢开",
    ],
)
def test_what_is_not_personal_is_read_as_it_was_written(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "1",
        "1 ",
        "a1",
        "a ",
        "Ab ",
        "a-",
        "a@",
        "一",
        "在",
        "在1",
        "王",
        "粤A",
        "one ",
        "°",
        "\u200b",
    ],
)
def test_the_longest_text_is_masked_at_once(piece: str) -> None:
    with pace.spending() as spent:
        shown((piece * 1000)[:1000])

    assert spent.s < 0.5
