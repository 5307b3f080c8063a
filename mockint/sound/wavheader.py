"""The 44 bytes before a WAV file's samples, and those of a recording that was killed."""

import struct

from mockint.sound.clip import RATE

LENGTH = 44
"""Bytes of the header that ``header`` makes."""

_FORM = struct.Struct("<4sI4s4sIHHIIHH4sI")
_MOST = 0xFFFF_FFFF


def header(data_bytes: int) -> bytes:
    """The header of a 16 kHz mono 16-bit WAV file with ``data_bytes`` bytes of samples."""
    riff, data = min(data_bytes + LENGTH - 8, _MOST), min(data_bytes, _MOST)
    return _FORM.pack(
        b"RIFF", riff, b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16, b"data", data
    )


def ours(head: bytes) -> bool:
    """Whether ``head`` is such a header, whatever lengths it tells."""
    own = header(0)
    return head[:4] == own[:4] and head[8:40] == own[8:40]


def mended(head: bytes) -> bytes:
    """How the first bytes of a file should read if ``head`` disowns its sound; else nothing.

    A recorder that was killed leaves a WAV file whose header still says that it
    holds no samples; a reader would believe it.
    """
    at = _unclaimed(head)
    return b"" if at is None else head[:at] + struct.pack("<I", _MOST)


def _unclaimed(head: bytes) -> int | None:
    """Where a WAV header says "no samples" although its file goes on; None if it does not."""
    if head[:4] != b"RIFF" or head[8:12] != b"WAVE":
        return None
    at, ends = 12, struct.unpack_from("<I", head, 4)[0] + 8
    while at + 8 < len(head):
        name, size = struct.unpack_from("<4sI", head, at)
        if name == b"data":
            # Other chunks may rightly follow an empty one: then the whole is said to be longer.
            return at + 4 if size == 0 and ends <= at + 8 else None
        at += 8 + size + size % 2
    return None
