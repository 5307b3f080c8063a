"""Which voices there are, and how one is opened by its name."""

from contextlib import closing
from difflib import get_close_matches

from mockint.errors import VoiceError
from mockint.voice import piper
from mockint.voice.child import ProcessVoice
from mockint.voice.speech import Voice, VoiceInfo

DEFAULT_VOICE = "en-us+f2"
"""The interviewer's: well understood, and not to be taken for the candidate's."""

CANDIDATE_VOICE = "en-us+rob"
"""The synthetic candidate's: the one the default recogniser understands best."""

DEFAULT_RATE = 165
"""Words a minute."""

RATES = range(80, 451)
"""Words a minute espeak can speak."""

ACCENTS = ("en-us", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-029", "en-us-nyc")
VARIANTS = tuple("f1 f2 f3 f4 f5 m1 m2 m3 m4 m5 m6 m7 m8 max Mike rob".split())
"""Other speakers of the same accent: ``en-us+f3``. espeak takes a wrong case for none at all."""


HIGH, LOW = "f2", "m3"
"""Speakers whose pitch is about an octave apart, whatever their accent."""


def second_voice(name: str) -> str:
    """The voice of a second interviewer: another accent and another pitch than ``name`` has.

    The same name gives the same voice, and it is one that every espeak-ng has.
    """
    engine, _, _ = name.partition(":")
    accent, _, speaker = name.lower().partition("+")
    other = "en-us" if accent.startswith("en-gb") else "en-gb"
    high = speaker.startswith("f") or engine == "piper"
    return f"{other}+{LOW if high else HIGH}"


def open_voice(name: str | None = None, rate: int | None = None, timeout: float = 20.0) -> Voice:
    """The voice ``name``, starting up in the background; its first ``render`` waits for it.

    ``rate`` is in words a minute, ``timeout`` the seconds one text may take. Raises
    VoiceError for a name or a rate that cannot be had.
    """
    name = name or DEFAULT_VOICE
    rate = DEFAULT_RATE if rate is None else rate
    if rate not in RATES:
        raise VoiceError(
            f"A voice speaks {RATES[0]} to {RATES[-1]} words a minute, not {rate}: choose between."
        )
    engine, _, voice = name.partition(":")
    if engine == "piper":
        piper.model(voice)
        return ProcessVoice(name, "piper", voice, rate, timeout)
    found = _known(name) or _offered(name, timeout)
    return ProcessVoice(found, "system", found, rate, timeout)


def voices(timeout: float = 20.0) -> tuple[VoiceInfo, ...]:
    """Every voice that can be opened on this machine; raises VoiceError if the engine fails."""
    with closing(ProcessVoice("", "system", DEFAULT_VOICE, DEFAULT_RATE, timeout)) as asked:
        plain = asked.voices()
    varied = (
        VoiceInfo(f"{voice.name}+{variant}", voice.language, voice.engine)
        for voice in plain
        if voice.engine == "espeak"
        for variant in VARIANTS
    )
    return (*plain, *varied, *piper.installed())


def _known(name: str) -> str | None:
    """``name`` as espeak writes it, if it is one every espeak-ng has: that needs no asking."""
    accent, plus, speaker = name.lower().partition("+")
    speakers = {variant.lower(): variant for variant in VARIANTS} if plus else {"": ""}
    known = accent in ACCENTS and speaker in speakers
    return accent + plus + speakers[speaker] if known else None


def _offered(name: str, timeout: float) -> str:
    """``name`` as the engine writes it; raises VoiceError naming three that are close."""
    offered = {voice.name.lower(): voice.name for voice in voices(timeout)}
    if name.lower() in offered:
        return offered[name.lower()]
    alike = [key for key in offered if ("+" in key) == ("+" in name)] or list(offered)
    close = [offered[near] for near in get_close_matches(name.lower(), alike, 3, 0.0)]
    raise VoiceError(
        f"There is no voice {name!r}; close are {', '.join(close)}, and `mockint doctor --voices`"
        " lists them all."
    )
