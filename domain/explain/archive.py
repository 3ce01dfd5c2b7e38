"""Make a PDF that lasts of one that matplotlib drew: PDF/A-2b (ISO 19005-2), with its title, language and colour profile."""

from functools import cache
from io import BytesIO
from typing import Final

import pikepdf
from PIL import ImageCms

from domain.explain.facts import Language

_DATED: Final = slice(24, 36)  # of an ICC header: when the profile was made


def archived(pdf: bytes, *, language: Language) -> bytes:
    """Add what PDF/A-2b asks for. The same input gives the same bytes: the file's ID is made of what is in it."""
    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        tag = language.replace("_", "-")
        document.Root.Lang = pikepdf.String(tag)
        document.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        document.Root.OutputIntents = pikepdf.Array([_intent(document)])
        with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = str(document.docinfo[pikepdf.Name.Title])
            metadata["dc:language"] = {tag}
            metadata["pdfaid:part"] = "2"
            metadata["pdfaid:conformance"] = "B"
        _name_codes(document)
        document.save(
            out,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def _intent(document: pikepdf.Pdf) -> pikepdf.Dictionary:
    profile = document.make_stream(_srgb(), N=3, Alternate=pikepdf.Name.DeviceRGB)
    name = pikepdf.String("sRGB IEC61966-2.1")
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,  # its name in every part of ISO 19005
        OutputConditionIdentifier=name,
        Info=name,
        DestOutputProfile=document.make_indirect(profile),
    )


@cache
def _srgb() -> bytes:
    """Return sRGB as Little CMS computes it ("No copyright, use freely"), without the day of the computation."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATED] = bytes.fromhex("07d000010001000000000000")  # 1 January 2000
    return bytes(profile)


def _name_codes(document: pikepdf.Pdf) -> None:
    """Say of fonts whose codes have one byte that they do: matplotlib says two, and some readers then copy no text."""
    for font in document.objects:
        if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == pikepdf.Name.Type3:
            codes = font.ToUnicode.read_bytes().replace(b"<0000> <ffff>", b"<00> <ff>")
            font.ToUnicode = document.make_stream(codes)
