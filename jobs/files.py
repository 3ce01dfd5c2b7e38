"""Files that commands read: errors of any library become refusals with a cure."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec
from pyarrow import ArrowException

from domain.errors import Refusal

OF_SYSTEM: Final = {
    errno.EADDRINUSE: "port_taken",
    errno.ENOENT: "file_missing",
    errno.ENAMETOOLONG: "file_missing",
    errno.ELOOP: "file_missing",
    errno.EACCES: "file_forbidden",
    errno.EPERM: "file_forbidden",
    errno.EROFS: "file_forbidden",
    errno.EEXIST: "file_in_the_way",
    errno.ENOTDIR: "file_in_the_way",
    errno.EISDIR: "file_is_folder",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
}


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """Turn errors of reading a file into a Refusal: file_missing, file_is_folder, file_unreadable ..."""
    try:
        if file.is_dir():
            raise Refusal("file_is_folder", file=str(file))
        yield
    except OSError as error:
        code = OF_SYSTEM.get(error.errno or 0, "file_unreadable")
        raise Refusal(code, file=str(file), reason=line(error)) from error
    except (ArrowException, UnicodeDecodeError, msgspec.DecodeError, EOFError) as error:
        raise Refusal("file_unreadable", file=str(file), reason=line(error)) from error


def line(error: BaseException) -> str:
    """Return the text of an error on one line, without a full stop, to stand inside a sentence."""
    return " ".join(str(error).split())[:200].rstrip(".")
