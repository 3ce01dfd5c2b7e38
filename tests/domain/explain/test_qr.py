"""A QR code is read back, as the picture in the chat and as the SVG of a page."""

import re
from io import BytesIO

import numpy as np
import zxingcpp
from matplotlib.image import imread

from bot import render
from domain.contact.facts import Message
from domain.explain import qr
from domain.explain.facts import Phrase, QrCode

ADDRESS = "https://care.example/dossiers/brp_0123456789ab_" + "0123456789abcdef" * 3
CODE = QrCode(ADDRESS)
RUN = re.compile(r"(M|m|h)(-?[\d.]+)(?: (-?[\d.]+))?")


def read(pixels: np.ndarray) -> str:
    (found,) = zxingcpp.read_barcodes(pixels)
    return found.text


def drawn(svg: str) -> np.ndarray:
    """Draw what the dark rows of an SVG say: moves and runs to the right, one unit a module."""
    size = int(svg.split('viewBox="0 0 ')[1].split(maxsplit=1)[0])
    x, y, pixels = 0.0, 0.0, np.full((size, size), 255, np.uint8)
    for kind, right, down in RUN.findall(svg.partition('stroke="#000"')[2]):
        if kind == "h":
            pixels[int(y), int(x) : int(x + float(right))] = 0
        x, y = (float(right), float(down)) if kind == "M" else (x + float(right), y + float(down or 0))
    return pixels.repeat(4, axis=0).repeat(4, axis=1)


def test_a_phone_reads_it_from_the_picture_that_the_chat_shows() -> None:
    line = Phrase("logbook.shared.ended")
    shown = render.message(Message((line,), chart=CODE), tokens=(), locale="en")
    assert shown.picture is not None
    pixels = (imread(BytesIO(shown.picture.data), format="png") * 255).astype(np.uint8)

    assert pixels.shape[0] > 300
    assert read(pixels) == ADDRESS


def test_a_phone_reads_it_from_the_page_whose_policy_allows_no_style_of_its_own() -> None:
    svg = qr.svg(CODE)

    assert read(drawn(svg)) == ADDRESS
    assert not re.search("style|script|href|http|class", svg)
