"""Text to sound: the interviewer's voice, and the synthetic candidate's.

A voice lives in a process of its own, because its engine may end the process,
hang, or disturb the threads that record.
"""

from mockint.voice.catalogue import (
    CANDIDATE_VOICE,
    DEFAULT_RATE,
    DEFAULT_VOICE,
    open_voice,
    second_voice,
    voices,
)
from mockint.voice.speech import Speech, SpokenWord, Voice, VoiceInfo, for_recording
from mockint.voice.wording import speakable

__all__ = [
    "CANDIDATE_VOICE",
    "DEFAULT_RATE",
    "DEFAULT_VOICE",
    "Speech",
    "SpokenWord",
    "Voice",
    "VoiceInfo",
    "for_recording",
    "open_voice",
    "second_voice",
    "speakable",
    "voices",
]
