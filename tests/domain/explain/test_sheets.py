"""Pages: nothing runs over their edges, and what is too much for one goes on on the next."""

import re
import struct
from io import BytesIO

import numpy as np
import pikepdf
import pytest
from matplotlib import rc_context
from matplotlib.figure import Figure

from domain import phrases
from domain.explain import lettering, sheets
from domain.explain.facts import Language, Part, Phrase, Section, Sheet
from tests.domain.explain import pdfa

LONG = {
    "en": "Your tyres are below the pressure on the door, so inflate them when they are cold. ",
    "zh_Hans": "胎压比车门标牌上的标准低，请在冷胎时补气（约 2.6 bar）。",
}


def sheet(language: Language, *, sections: int) -> Sheet:
    def name(times: int) -> Phrase:
        return Phrase("name", {"name": LONG[language] * times})

    short = Phrase("name", {"name": "29% (20–39%)"})
    part = Part(Phrase("name", {"name": "空调"}), short, 0.29, 0.2, 0.39)
    return Sheet(name(1), tuple(Section(short, (name(3), name(2)), (part, part)) for _ in range(sections)))


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_picture_is_as_high_as_it_takes_and_leaves_its_edges_white(language: Language) -> None:
    from matplotlib.image import imread

    heights = []
    for number in (1, 3):
        png = sheets.picture(sheet(language, sections=number), say=phrases.speaker(language).say)
        width, height = struct.unpack(">II", png[16:24])
        pixels = imread(BytesIO(png), format="png")
        heights.append(height)
        assert width == 900
        assert np.all(pixels[:, :20, :3] == 1)
        assert np.all(pixels[:, -20:, :3] == 1)
        assert np.all(pixels[:10, :, :3] == 1)
        assert np.all(pixels[-10:, :, :3] == 1)
    assert heights[1] > 2 * heights[0]


@pytest.mark.parametrize(("sections", "pages"), [(1, 1), (12, 3), (30, 7)])
def test_a_document_goes_on_on_the_next_page(sections: int, pages: int) -> None:
    say = phrases.speaker("zh_Hans").say
    pdf = sheets.document(sheet("zh_Hans", sections=sections), say=say, language="zh_Hans")

    assert len(re.findall(rb"/Type /Page\b", pdf)) == pages
    assert b"MediaBox [ 0 0 595.3" in pdf


@pytest.mark.parametrize("language", ["en", "zh_Hans"])
def test_a_document_is_made_to_last_and_is_the_same_each_time(language: Language) -> None:
    def made() -> bytes:
        say = phrases.speaker(language).say
        return sheets.document(sheet(language, sections=1), say=say, language=language)

    pdf = made()
    assert pdfa.faults(pdf) == []
    assert made() == pdf
    with pikepdf.open(BytesIO(pdf)) as document, document.open_metadata() as metadata:
        assert metadata["dc:title"] == phrases.speaker(language).say(sheet(language, sections=1).title)
        assert document.Root.Lang == language.replace("_", "-")


def test_what_matplotlib_writes_would_not_last() -> None:
    with rc_context({"pdf.fonttype": 42}):
        figure, pdf = Figure(), BytesIO()
        figure.text(0, 0, "29%", fontproperties=lettering.font(9))
        figure.savefig(pdf, format="pdf")

    faults = {fault.split(":")[0] for fault in pdfa.faults(pdf.getvalue())}
    assert faults == {"header", "id", "xmp", "profile", "font"}


def test_no_line_begins_with_a_closing_mark() -> None:
    lines = sheets._broken("电池健康度约百分之九十六，比同类车略高（89%）。" * 12, 10.5, sheets._A4)

    assert len(lines) > 3
    assert not [line for line in lines if line[0] in "，。）"]
    assert not [line for line in lines if line[-1] == "（"]


def test_a_word_wider_than_the_page_is_broken_and_kept_whole() -> None:
    address = "https://t.me/" + "Bot" * 10 + "?start=r_" + "x" * 16
    lines = sheets._broken(f"Here: {address} and {'y' * 200}", sheets._PHONE.text, sheets._PHONE)
    room = sheets._PHONE.width - 2 * sheets._PHONE.edge

    assert all(sheets._width(line, sheets._PHONE.text) <= room for line in lines)
    assert address in "".join(lines)
    assert any(line.startswith("?start=") for line in lines)
    assert "".join(lines).count("y") == 200
