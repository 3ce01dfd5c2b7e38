"""Slips of the keyboard in the Chinese words by which an emergency is told."""

import re

_SCRIPT = str.maketrans(
    "拋錨煙燒濃觸進傷燙陸陷撞啟動氣囊現趕緊顏紅閃顯孩寶鎖門裡靈製溝淹漲積駕駛爐駛奪濺橋側飛轟傘恆",
    "抛锚烟烧浓触进伤烫陆陷撞启动气囊现赶紧颜红闪显孩宝锁门里灵制沟淹涨积驾驶炉驶夺溅桥侧飞轰伞恒",
)
_SLIPS = (  # the pinyin keyboard's neighbours
    (re.compile(r"抛猫|抛毛|抛茅|刨锚|跑锚|抛描"), "抛锚"),
    (re.compile(r"冒[眼咽言严颜演盐岩延]|冒烟烟|貌烟|帽烟|冒 ?yan|mao ?yan"), "冒烟"),
    (re.compile(r"着[伙货活祸霍获]|找火了|着或了|zhao ?huo|着 ?huo"), "着火"),
    (re.compile(r"起[伙祸活]了|起货了|其火了|起 ?huo"), "起火"),
    (re.compile(r"pao ?mao"), "抛锚"),
    (re.compile(r"zi ?ran了?"), "自燃"),
    (re.compile(r"爬窝|扒窝|趴我了|趴窝窝"), "趴窝"),
    (re.compile(r"刹车失零|刹车失林|煞车失灵|杀车失灵|沙车失灵"), "刹车失灵"),
    (re.compile(r"追危|追维|锥尾|追尾尾"), "追尾"),
    (re.compile(r"装车了|撞扯"), "撞车了"),
    (re.compile(r"动不料|动不鸟|动不聊"), "动不了"),
    (re.compile(r"打不找火|打不着伙|打不着或"), "打不着火"),
    (re.compile(r"起动"), "启动"),
    (re.compile(r"杀车|煞车|沙车|剎车"), "刹车"),
    (re.compile(r"泡税|泡谁了"), "泡水"),
    (re.compile(r"烧交味|烧胶味|烧教味"), "烧焦味"),
)


def spelled(plain: str) -> str:
    """Simplified, with the slips of the keyboard mended."""
    plain = plain.translate(_SCRIPT)
    for wrong, right in _SLIPS:
        plain = wrong.sub(right, plain)
    return plain
