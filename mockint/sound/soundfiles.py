"""Recordings as files: any sound file in, FLAC out; the seam to libsndfile.

Whatever a file's rate, width and channels, what comes out is 16 kHz mono int16;
a file that is 16 kHz mono 16-bit already comes out bit by bit.
"""

import contextlib
import errno
import io
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from mockint.errors import DiskError, RecordingError
from mockint.sound.clip import BLOCK, RATE, Clip, Samples
from mockint.sound.hush import hushed
from mockint.sound.resample import Floats, Resampler, quantised
from mockint.sound.wavheader import mended

LONGEST = 2 * 3600
"""Seconds of sound ``read`` takes into memory at most."""

MOST = 12 * 3600
"""Seconds of sound that are looked at, however small the file: silence takes next to no room."""

RATES = range(4_000, 768_001)
"""Samples a second a file may have."""

_PIECE = 65_536
_SIXTEEN_BITS = ("PCM_16", "PCM_S8", "PCM_U8")


def blocks(path: Path | str) -> Iterator[Samples]:
    """The sound of a file in blocks of ``BLOCK`` samples, the last one shorter.

    Memory stays bounded however long the file is. Raises RecordingError at the
    first block if the file is no sound, later where it turns out to be damaged.
    """
    path = Path(path)
    left = np.zeros(0, np.int16)
    heard = 0
    for piece in _pieces(path):
        heard += len(piece)
        if heard > MOST * RATE:
            raise _too_long(path, MOST)
        left = np.concatenate([left, piece])
        whole = len(left) - len(left) % BLOCK
        yield from left[:whole].reshape(-1, BLOCK)
        left = left[whole:]
    if not heard:
        raise RecordingError(f"{path.name} holds no sound: record it again.")
    if len(left):
        yield left


def read(path: Path | str) -> Clip:
    """A file's whole sound; raises RecordingError, also if it is longer than ``LONGEST``."""
    parts, heard = [], 0
    for block in blocks(path):
        heard += len(block)
        if heard > LONGEST * RATE:
            raise _too_long(Path(path), LONGEST)
        parts.append(block)
    return Clip(np.concatenate(parts))


def _too_long(path: Path, most: int) -> RecordingError:
    told = f"{path.name} is longer than {most // 3600} hours"
    return RecordingError(f"{told}: cut it into single answers.")


def duration(path: Path | str) -> float:
    """Seconds of sound in a file, as its header tells, or counted where it does not tell."""
    path = Path(path)
    with _opened(path) as sound:
        frames, rate = int(sound.frames), int(sound.samplerate)
    if 0 < frames < 48 * 3600 * rate:
        return frames / rate
    return sum(len(block) for block in blocks(path)) / RATE


def write_flac(path: Path | str, clip: Clip) -> None:
    """``clip`` as a FLAC file, whole or not at all; raises DiskError."""
    write_flac_stream(path, [clip.samples], clip.rate)


def write_flac_stream(path: Path | str, pieces: Iterable[Samples], rate: int = RATE) -> None:
    """The same from pieces, so that the sound need not be in memory at once."""
    path = Path(path)
    beside = path.with_name(f".{path.name}.part")
    try:
        # What lies there may be a link out of the folder, put there by somebody else.
        beside.unlink(missing_ok=True)
        try:
            _encode(beside, pieces, rate)
            os.replace(beside, path)
        except BaseException:
            with contextlib.suppress(OSError):
                beside.unlink()
            raise
        sync_folder(path.parent)
    except OSError as fault:
        raise disk_error(path, fault) from fault


def disk_error(path: Path, fault: OSError) -> DiskError:
    """The sentence for a file that cannot be written."""
    why = fault.strerror or "the disk refused"
    return DiskError(f"{path} cannot be written ({why}): make room there or choose another folder.")


def sync_folder(folder: Path) -> None:
    """See that names just made in ``folder`` outlive a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _pieces(path: Path) -> Iterator[Samples]:
    """16 kHz mono pieces of any length."""
    with _opened(path) as sound:
        if sound.samplerate == RATE and sound.channels == 1 and sound.subtype in _SIXTEEN_BITS:
            yield from _frames(sound, path, "int16")
            return
        stream = Resampler(int(sound.samplerate))
        for frames in _frames(sound, path, "float32"):
            yield quantised(stream.feed(_mixed(frames, path)))
        yield quantised(stream.finish())


def _mixed(frames: Floats, path: Path) -> Floats:
    with np.errstate(all="ignore"):  # What is no number is told below.
        mono: Floats = frames if frames.ndim == 1 else frames.mean(axis=1, dtype=np.float32)
    if not np.isfinite(mono).all():
        raise RecordingError(f"{path.name} holds samples that are no numbers: export it again.")
    return mono


def _frames(sound: Any, path: Path, dtype: str) -> Iterator[Any]:
    import soundfile

    size = max(1, _PIECE // sound.channels)
    done = 0
    while True:
        try:
            with hushed():
                frames = sound.read(size, dtype=dtype)
        except (soundfile.SoundFileError, RuntimeError) as fault:
            raise RecordingError(
                f"{path.name} is damaged after {done / sound.samplerate:.1f} seconds:"
                " record or export it again."
            ) from fault
        if not len(frames):
            return
        done += len(frames)
        yield frames


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import soundfile

    with contextlib.closing(_regular(path)) as file:
        try:
            with hushed():
                sound = soundfile.SoundFile(_believable(file), closefd=False)
        except (soundfile.SoundFileError, RuntimeError, TypeError, ValueError) as fault:
            raise RecordingError(
                f"{path.name} is not a sound file that can be read:"
                " save it as WAV, FLAC, Ogg or MP3."
            ) from fault
        # Else soundfile seeks after every read, which tears gaps into MP3.
        sound.seekable = _never
        with sound:
            if sound.samplerate not in RATES:
                raise RecordingError(
                    f"{path.name} claims {sound.samplerate} samples a second:"
                    " export it again at 16000."
                )
            yield sound


def _never() -> bool:
    return False


def _regular(path: Path) -> io.FileIO:
    """The file, open; a pipe or a device would block or never end and is refused."""
    try:
        # O_NONBLOCK: opening a pipe without it waits for somebody to write.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | _BINARY)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or "no such name"
        raise RecordingError(
            f"{path.name or path} cannot be opened ({why}): check the name."
        ) from fault
    mode = os.fstat(handle).st_mode
    if stat.S_ISREG(mode):
        return io.FileIO(handle)
    os.close(handle)
    kind = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
    raise RecordingError(f"{path.name or path} is {kind}: name a sound file.")


_BINARY = getattr(os, "O_BINARY", 0)
_HEAD = 65_536


def _believable(file: io.FileIO) -> "int | _Mended":
    """The file's handle, or a view of it with a header that owns its sound."""
    head = mended(file.read(_HEAD))
    file.seek(0)
    return _Mended(file, head) if head else file.fileno()


class _Mended(io.FileIO):
    """A file of which the first bytes read as ``head``."""

    def __init__(self, file: io.FileIO, head: bytes) -> None:
        super().__init__(file.fileno(), closefd=False)
        self._head = head

    def readinto(self, buffer: Any, /) -> int:
        at = self.tell()
        count = super().readinto(buffer) or 0
        patch = self._head[at : at + count]
        memoryview(buffer).cast("B")[: len(patch)] = patch
        return count


class _Target(io.FileIO):
    """A file that remembers the first fault, since libsndfile cannot pass one on."""

    fault: OSError | None = None

    def write(self, data: Any, /) -> int:
        view = memoryview(data).cast("B")
        at = 0
        try:
            while at < len(view) and self.fault is None:
                at += super().write(view[at:]) or 0
        except OSError as fault:
            self.fault = fault
        return len(view)


def _encode(path: Path, pieces: Iterable[Samples], rate: int) -> None:
    import soundfile

    with _Target(path, "x+") as target:
        try:
            with soundfile.SoundFile(target, "w", rate, 1, "PCM_16", format="FLAC") as sound:
                for piece in pieces:
                    sound.write(piece)
        except soundfile.SoundFileError as fault:
            raise target.fault or OSError(errno.EIO, "the sound was not taken") from fault
        if target.fault:
            raise target.fault
        os.fsync(target.fileno())
