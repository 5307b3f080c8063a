"""Everything that can go wrong and be mended by the person at the keyboard.

Each message is one sentence that says what to do. Only the command line turns
these into exit codes.

    MockintError
    ├── BankError            a question bank cannot be used
    ├── RecordingError       a sound file cannot be read
    ├── SessionError         a session's folder cannot be used
    ├── PreparationError     what is ticked off cannot be read or changed
    ├── DiskError            a file cannot be written
    ├── SoundError           the sound path
    │   ├── PortAudioMissing
    │   ├── NoDevice
    │   └── DeviceLost       it was there and has gone
    ├── VoiceError           text cannot be turned into sound
    └── RecognizerError      sound cannot be turned into words
        └── EngineMissing    its package or model is not installed
"""


class MockintError(Exception):
    """A known fault; ``str()`` is the sentence shown to the person."""


class BankError(MockintError):
    """A question bank cannot be used."""


class RecordingError(MockintError):
    """A sound file cannot be read."""


class SessionError(MockintError):
    """A session's folder cannot be used."""


class PreparationError(MockintError):
    """What is ticked off cannot be read, or what should be ticked is not there."""


class DiskError(MockintError):
    """A file cannot be written."""


class SoundError(MockintError):
    """The sound path cannot be used."""


class PortAudioMissing(SoundError):
    """The PortAudio library is not installed."""


class NoDevice(SoundError):
    """There is no such microphone or loudspeaker."""


class DeviceLost(SoundError):
    """A device that was open stopped giving or taking sound."""


class VoiceError(MockintError):
    """Text cannot be turned into sound."""


class RecognizerError(MockintError):
    """Sound cannot be turned into words."""


class EngineMissing(RecognizerError):
    """The engine's package or model is not installed."""
