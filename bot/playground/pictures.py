"""Width and height from a picture's first bytes, without a picture library."""

import struct

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8"
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
PNG_HEADER = 24
WEBP_HEADER = 30


def size(data: bytes) -> tuple[int, int] | None:
    """None when the bytes are no PNG, JPEG or extended WebP picture."""
    if data.startswith(PNG) and len(data) >= PNG_HEADER:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(b"RIFF") and data[8:16] == b"WEBPVP8X" and len(data) >= WEBP_HEADER:
        return int.from_bytes(data[24:27], "little") + 1, int.from_bytes(data[27:30], "little") + 1
    return _jpeg_size(data) if data.startswith(JPEG) else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = len(JPEG)
    while at + 9 <= len(data):
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None


def mime(data: bytes) -> str:
    if data.startswith(PNG):
        return "image/png"
    return "image/jpeg" if data.startswith(JPEG) else "image/webp"
