"""A QR code (ISO/IEC 18004) of an address, of error correction M: 15 % of it may be lost. Dark on white, in a dark page too."""

from io import BytesIO
from typing import TYPE_CHECKING

from domain.explain.facts import QrCode

if TYPE_CHECKING:
    import segno


def picture(code: QrCode) -> bytes:
    """Return a PNG of some 400 pixels' width, with the white edge that readers need."""
    png = BytesIO()
    _symbol(code).save(png, kind="png", scale=8)
    return png.getvalue()


def svg(code: QrCode) -> str:
    """Return an SVG to stand in a page: no style, no script and no address is in it, so that any policy lets it be."""
    return str(_symbol(code).svg_inline(light="#fff", svgclass=None, lineclass=None, omitsize=True))


def _symbol(code: QrCode) -> "segno.QRCode":
    import segno  # noqa: PLC0415 - ten megabytes that only who shares a link pays

    return segno.make_qr(code.address, error="m", boost_error=False)
