"""The rules of PDF/A-2b (ISO 19005-2) that can be checked of a file's objects; clauses in brackets."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf

FORBIDDEN_ACTIONS = {
    f"/{name}"
    for name in [
        "Launch",
        "Sound",
        "Movie",
        "ResetForm",
        "ImportData",
        "Hide",
        "SetOCGState",
        "Rendition",
        "Trans",
        "GoTo3DView",
        "JavaScript",
    ]
}
EMBEDDED = {
    "/Type1": "/FontFile",
    "/TrueType": "/FontFile2",
    "/CIDFontType2": "/FontFile2",
    "/CIDFontType0": "/FontFile3",
}


def faults(pdf: bytes) -> list[str]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [*_of_file(pdf, document), *_of_profile(document), *_of_objects(document)]


def _of_file(pdf: bytes, document: pikepdf.Pdf) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf):
        yield "header: (6.1.2)"
    if "/ID" not in document.trailer:
        yield "id: (6.1.3)"
    if document.is_encrypted:
        yield "encrypted: (6.1.3)"
    with document.open_metadata() as metadata:
        if (metadata.pdfa_status, "/Metadata" in document.Root) != ("2B", True):
            yield "xmp: (6.6.4)"
        elif metadata["dc:title"] != document.docinfo["/Title"] or not metadata["dc:language"]:
            yield "title: (6.6.3)"


def _of_profile(document: pikepdf.Pdf) -> Iterator[str]:
    intents = [each for each in document.Root.get("/OutputIntents", []) if each.S == "/GTS_PDFA1"]
    profile = intents[0].DestOutputProfile.read_bytes() if len(intents) == 1 else b""
    header = (profile[12:16], profile[16:20], profile[36:40], int.from_bytes(profile[:4]))
    if header != (b"mntr", b"RGB ", b"acsp", len(profile)) or profile[8] > 4:
        yield "profile: (6.2.3)"


def _of_objects(document: pikepdf.Pdf) -> Iterator[str]:
    for each in document.objects:
        if not isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            continue
        if str(each.get("/Filter", "")).find("LZW") >= 0 or (
            "/F" in each and isinstance(each, pikepdf.Stream)
        ):
            yield "filter: (6.1.7)"
        if each.get("/Type") == "/Font" and not _is_embedded(each):
            yield f"font: {each.BaseFont} (6.2.11.4)"
        if {"/TR", "/HTP"} & set(each.keys()) or each.get("/TR2", "/Default") != "/Default":
            yield "transfer function: (6.2.5)"
        if str(each.get("/S", "")) in FORBIDDEN_ACTIONS or {"/AA", "/JS", "/XFA", "/NeedAppearances"} & set(
            each.keys()
        ):
            yield "action: (6.5)"
        if each.get("/Subtype") == "/Widget" and (any(each.Rect) or int(each.F) & 0b100111 != 0b100):
            yield "annotation: (6.3)"
        if "/Group" in each or {"/CA", "/ca", "/SMask", "/BM"} & set(each.keys()):
            yield "transparency: none is needed here"


def _is_embedded(font: pikepdf.Object) -> bool:
    """Tell whether its glyphs are in the file, in the form that its kind asks for."""
    kind = str(font.Subtype)
    if kind == "/Type0":
        return all(_is_embedded(each) for each in font.DescendantFonts)
    if kind == "/Type3":
        return len(font.CharProcs) > 0 and b"<00> <ff>" in font.ToUnicode.read_bytes()
    program = font.FontDescriptor.get(EMBEDDED[kind])
    return program is not None and not (kind == "/CIDFontType2" and program.read_bytes().startswith(b"OTTO"))
