"""Which follow-up an interviewer asks next, from what was heard in an answer and what was not."""

from mockint.probing.probe import MOST, Key, Probe, likely, next_probe

__all__ = ["MOST", "Key", "Probe", "likely", "next_probe"]
