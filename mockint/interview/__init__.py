"""The interview: a generator of what happens. It asks, listens and judges; it prints nothing.

All state is on disk at every moment, so that an interview killed anywhere goes
on from there (see ``mockint.rescue``).
"""

from mockint.interview.conversation import Interview
from mockint.interview.manner import NO_RECORDING, Manner

__all__ = ["NO_RECORDING", "Interview", "Manner"]
