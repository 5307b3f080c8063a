"""What goes between a voice's process and the one that asked for it: JSON, one object a line."""

import msgspec

from mockint.voice.speech import VoiceInfo


class Request(msgspec.Struct, frozen=True):
    """``text`` to be spoken; None asks for the list of voices."""

    text: str | None


class Reply(msgspec.Struct, frozen=True, omit_defaults=True):
    """What came of a request; ``size`` bytes of 16-bit mono sound follow, ``rate`` a second.

    ``words`` holds each word with its start in seconds; ``fault`` is the sentence
    for the person if there is no sound.
    """

    size: int = 0
    rate: int = 0
    words: tuple[tuple[str, float], ...] = ()
    voices: tuple[VoiceInfo, ...] = ()
    fault: str | None = None
