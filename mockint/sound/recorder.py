"""An answer on disk as it is spoken, so that a kill at any moment leaves it readable.

While it is recorded it is a WAV file whose header is true after every block; once it
is whole it becomes a FLAC file, which loses nothing and takes about half the room.
"""

import contextlib
import errno
import io
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from mockint.errors import DiskError, RecordingError
from mockint.sound import wavheader
from mockint.sound.clip import BLOCK, RATE, Samples
from mockint.sound.soundfiles import blocks, disk_error, sync_folder, write_flac_stream

_BYTES = 2
_to_disk = getattr(os, "fdatasync", os.fsync)


class Recorder:
    """Writes 16 kHz mono int16 sound to ``path``, to which ``.wav`` is added if it lacks it.

    Raises DiskError if the file exists already or cannot be made, and from ``write``
    if the disk is full; what was written before stays and can be read.
    """

    def __init__(self, path: Path | str) -> None:
        path = Path(path)
        self.path = path if path.suffix == ".wav" else path.with_name(path.name + ".wav")
        self._samples = self._safe = 0
        self._fault: DiskError | None = None
        try:
            if self.path.with_suffix(".flac").exists():
                raise FileExistsError(errno.EEXIST, "there is a recording of that name")
            self._file = io.FileIO(self.path, "x")
        except OSError as fault:
            raise disk_error(self.path, fault) from fault
        self._begin()
        sync_folder(self.path.parent)

    @property
    def seconds(self) -> float:
        """Seconds written so far."""
        return self._samples / RATE

    def write(self, samples: Samples) -> None:
        """Add ``samples``; they outlive a kill when this returns, a power cut a second later."""
        if self._fault:
            raise self._fault
        try:
            self._put(samples.astype("<i2", copy=False).tobytes())
            self._samples += len(samples)
            self._own(self._samples * _BYTES)
            self._sync()
        except OSError as fault:
            self._fault = disk_error(self.path, fault)
            self.abandon()
            raise self._fault from fault

    def close(self) -> Path | None:
        """End the recording and return its FLAC file; None if nothing at all was recorded.

        Raises DiskError if there is no room for it; the WAV file then stays.
        """
        return salvage(self.abandon())

    def abandon(self) -> Path:
        """End the recording and leave it as the WAV file that is returned."""
        if not self._file.closed:
            with contextlib.suppress(OSError):
                written = self._file.seek(0, os.SEEK_END) - wavheader.LENGTH
                self._own(max(0, written - written % _BYTES))
                os.fsync(self._file.fileno())
            self._file.close()
        return self.path

    def _begin(self) -> None:
        try:
            self._put(wavheader.header(0))
        except OSError as fault:
            self._file.close()
            self.path.unlink()
            raise disk_error(self.path, fault) from fault

    def _put(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            view = view[self._file.write(view) or 0 :]

    def _own(self, data_bytes: int) -> None:
        """Make the header claim so many bytes."""
        self._file.seek(0)
        self._put(wavheader.header(data_bytes))
        self._file.seek(0, os.SEEK_END)

    def _sync(self) -> None:
        if self._samples - self._safe >= RATE:
            self._safe = self._samples
            _to_disk(self._file.fileno())


def salvage(wav: Path | str) -> Path | None:
    """Turn a Recorder's WAV file, left by a kill or not, into the FLAC file that is returned.

    All samples that reached the file are in it, whatever its header says; then the WAV
    file is removed. None if it held none. Raises RecordingError if there is no such file or
    it is no WAV, DiskError if there is no room; the file then stays.
    """
    wav = Path(wav)
    if wav.suffix == ".flac":
        raise RecordingError(f"{wav} is whole already: there is nothing to save in it.")
    try:
        whole = wav.stat().st_size >= wavheader.LENGTH + _BYTES
        flac = wav.with_suffix(".flac") if whole else None
        if flac:
            write_flac_stream(flac, _samples(wav))
        wav.unlink()
    except OSError as fault:
        raise RecordingError(
            f"{wav} cannot be opened ({fault.strerror}): check the name."
        ) from fault
    sync_folder(wav.parent)
    return flac


def _samples(wav: Path) -> Iterator[Samples]:
    with wav.open("rb") as file:
        head = file.read(wavheader.LENGTH)
        if not wavheader.ours(head):
            yield from blocks(wav)
            return
        while data := file.read(BLOCK * 16 * _BYTES):
            yield np.frombuffer(data[: len(data) - len(data) % _BYTES], "<i2").astype(np.int16)
