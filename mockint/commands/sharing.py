"""A session as others may see it: the masked copy, and its sound with silences."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from mockint import session as sessions
from mockint.errors import RecordingError, SessionError
from mockint.masking import Masked, Rules, encoded, leaks, masked
from mockint.session import Session
from mockint.sound.silence import silenced
from mockint.sound.soundfiles import read, write_flac


@dataclass(frozen=True, slots=True)
class Shared:
    """A masked copy of the session in ``folder``; nothing in the folder is changed.

    ``sources`` holds, for each sound of the copy, the name of the file it comes from.
    """

    folder: Path
    masked: Masked
    sources: dict[str, str]

    @property
    def session(self) -> Session:
        """The masked session."""
        return self.masked.session

    def write_sound(self, name: str, target: Path) -> Path:
        """The copy's sound ``name`` as ``target/name``, silent where something is masked.

        Raises:
            SessionError: the folder has no such sound.
            RecordingError: it cannot be read.
            DiskError: it cannot be written; no half of it stays.
        """
        if name not in self.sources:
            raise SessionError(f"There is no sound {name} in this copy.")
        clip = read(sessions.sound_path(self.folder, self.sources[name]))
        written = target / name
        write_flac(written, silenced(clip, self.masked.silences.get(name, ())))
        return written

    def cleaned(self, target: Path) -> Callable[[str, Path], Path | None]:
        """What gives a sound's masked file in ``target`` for its name and path; None: no sound."""

        def clean(name: str, path: Path) -> Path | None:
            try:
                return self.write_sound(name, target)
            except (RecordingError, SessionError):
                return None

        return clean


def shared(folder: Path, session: Session | None = None, rules: Rules | None = None) -> Shared:
    """The session in ``folder``, or ``session`` that lies there, as others may see it.

    Raises:
        SessionError: it cannot be read, or something that is to be masked is left in the copy.
    """
    copy = masked(session or sessions.load(folder), rules)
    left = leaks(encoded(copy.session), copy.originals)
    if left:
        raise SessionError(
            f"{len(left)} of the words to be masked would still be seen in the copy, so none was "
            "made: name more of what stands around them as to be masked, and try again."
        )
    named = {name: _as_flac(name) for name in _sounds(copy.session)}
    renamed = _renamed(copy.session, named)
    silences = {named.get(name, name): spans for name, spans in copy.silences.items()}
    sources = {new: old for old, new in named.items()}
    return Shared(folder, replace(copy, session=renamed, silences=silences), sources)


def _sounds(session: Session) -> Iterator[str]:
    for answer in session.answers:
        asked = (answer.question_sound, *(each.sound for each in answer.follow_ups))
        yield from filter(None, (*asked, *(each.sound for each in answer.said)))


def _as_flac(name: str) -> str:
    return str(Path(name).with_suffix(".flac"))


def _renamed(session: Session, named: dict[str, str]) -> Session:
    """The session with its sounds called as they are in the copy, which are all FLAC."""
    answers = []
    for answer in session.answers:
        attempts = tuple(
            msgspec.structs.replace(each, sound=each.sound and named[each.sound])
            for each in answer.attempts
        )
        follow_ups = tuple(
            msgspec.structs.replace(
                each,
                sound=each.sound and named[each.sound],
                reply=each.reply
                and msgspec.structs.replace(
                    each.reply, sound=each.reply.sound and named[each.reply.sound]
                ),
            )
            for each in answer.follow_ups
        )
        question = answer.question_sound and named[answer.question_sound]
        answers.append(
            msgspec.structs.replace(
                answer, attempts=attempts, follow_ups=follow_ups, question_sound=question
            )
        )
    return msgspec.structs.replace(session, answers=tuple(answers))
