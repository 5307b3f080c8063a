"""The interview as a generator: what the keys do, what is kept, what goes wrong."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from mockint import rescue
from mockint import session as sessions
from mockint.bank import Question, load_bank
from mockint.candidate import NOTHING, Rehearsing
from mockint.errors import DeviceLost, MockintError, RecognizerError, VoiceError
from mockint.events import Answered, Asked, Event, Key, Listening, Paused, Said, Warned
from mockint.interview import Interview, Manner
from mockint.interviewer import Interviewer
from mockint.plan import draw
from mockint.recognizer import Recognizer, open_engine
from mockint.rubric import judge
from mockint.session import Session
from mockint.sound.clip import BLOCK, RATE, Clip, Samples
from mockint.sound.endpoint import PATIENCE
from mockint.sound.resample import resampled
from mockint.sound.soundfiles import duration
from mockint.voice import Speech, open_voice

BANK = load_bank("billing-specialist")
STORY = "In March I found a duplicate charge. I issued a credit memo, and the customer paid."


@pytest.fixture(scope="module")
def recognizer() -> Iterator[Recognizer]:
    opened = Recognizer(open_engine("moonshine"), BANK.terms)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def speak() -> Iterator[Callable[[str], Clip]]:
    voice = open_voice("en-gb")
    yield lambda text: resampled(voice.render(text).clip, RATE)
    voice.close()


class AtTheMicrophone:
    """A live candidate whose sound lies in memory; ``lost_after`` blocks the device goes."""

    live = True
    over = False
    level = -20.0

    def __init__(self, *answers: Samples, lost_after: int | None = None) -> None:
        self._answers = list(answers)
        self._blocks: list[Samples] = []
        self._lost_after = lost_after
        self._open = False

    def invite(self, question: Question | None) -> bool:
        samples = self._answers.pop(0) if self._answers else NOTHING
        self._blocks = [samples[at : at + BLOCK] for at in range(0, len(samples), BLOCK)]
        return True

    def begin(self) -> None:
        self._open = True

    def hold(self) -> Samples:
        self._open = False
        return NOTHING

    def read(self, timeout: float) -> Samples | None:
        assert self._open
        if self._lost_after is not None:
            if self._lost_after == 0:
                raise DeviceLost("The microphone has stopped giving sound: plug it in again.")
            self._lost_after -= 1
        return self._blocks.pop(0) if self._blocks else np.zeros(BLOCK, np.int16)

    def leave(self) -> None:
        pass


class Keys:
    """Presses each next key when its moment comes: a predicate on the event just seen."""

    def __init__(self, *script: tuple[Callable[[Event], bool], Key]) -> None:
        self._script = list(script)
        self._pressed: Key | None = None

    def see(self, event: Event) -> None:
        if self._script and self._script[0][0](event):
            self._pressed = self._script.pop(0)[1]

    def read(self, timeout: float) -> str | None:
        pressed, self._pressed = self._pressed, None
        return pressed.value if pressed else None


def recorded(seconds: float) -> Callable[[Event], bool]:
    """An answer is ``seconds`` long."""
    return lambda event: isinstance(event, Listening) and event.seconds >= seconds


def paused(event: Event) -> bool:
    return isinstance(event, Paused)


class Room:
    """An interview of ``count`` questions in a folder of its own."""

    def __init__(self, place: Path, count: int = 1) -> None:
        self.folder = place / "interview"
        self.folder.mkdir()
        self.session = Session(
            format=sessions.FORMAT,
            name="interview",
            started="2026-03-04T09:30:00+01:00",
            bank=BANK.name,
            title=BANK.title,
            mode="practice",
            seed=1,
            plan=draw(BANK, count, (), 1),
            greeting=BANK.greeting,
            closing=BANK.closing,
            thanks=BANK.thanks,
        )

    def hold(
        self,
        candidate: AtTheMicrophone | Rehearsing,
        recognizer: Recognizer,
        keys: Keys | None = None,
        interviewer: Interviewer | None = None,
    ) -> list[Event]:
        """Hold it to its end; everything that happened."""
        keys = keys or Keys()
        interview = Interview(
            self.session,
            self.folder,
            interviewer=interviewer or Interviewer(None, None),
            candidate=candidate,
            recognizer=lambda: recognizer,
            judge=lambda question, said: judge(said, question, BANK.terms, bank=BANK.name),
            keys=keys.read,
            manner=Manner(PATIENCE),
        )
        happened = []
        for event in interview.run():
            happened.append(event)
            keys.see(event)
        self.session = sessions.load(self.folder)
        assert self.session == interview.session
        return happened


def test_it_greets_asks_listens_asks_back_and_thanks(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path, count=2)
    happened = room.hold(Rehearsing(speak), recognizer)
    told = [e.text for e in happened if isinstance(e, Said | Asked)]
    asked = [question.ask for question in room.session.plan]
    assert told == [BANK.greeting, *asked, BANK.closing, BANK.thanks]
    assert room.session.finished
    for answer in room.session.answers[:2]:
        assert answer.last is not None
        assert answer.last.ended == "recording"
        assert answer.last.findings is not None


def test_silence_ends_the_answer_of_a_live_candidate(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    sound = speak(STORY).samples
    happened = room.hold(AtTheMicrophone(sound, sound), recognizer)
    attempt = room.session.answers[0].attempts[0]
    assert attempt.ended == "silence"
    assert len(sound) / RATE + 2 < attempt.seconds < len(sound) / RATE + 6
    assert any(isinstance(e, Listening) and e.countdown is not None for e in happened)


def test_enter_ends_the_answer_at_once(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    sound = speak(STORY).samples
    keys = Keys((recorded(2.0), Key.DONE), (recorded(1.0), Key.DONE))
    room.hold(AtTheMicrophone(sound, sound), recognizer, keys)
    attempt = room.session.answers[0].attempts[0]
    assert attempt.ended == "key"
    assert attempt.seconds == pytest.approx(2.0, abs=0.2)


def test_again_keeps_both_attempts(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    sound = speak(STORY).samples
    keys = Keys((recorded(2.0), Key.AGAIN), (recorded(3.0), Key.DONE), (recorded(1.0), Key.DONE))
    room.hold(AtTheMicrophone(sound, sound, sound), recognizer, keys)
    first, second = room.session.answers[0].attempts
    assert (first.sound, second.sound) == ("01-answer.flac", "01-answer-2.flac")
    assert first.seconds < second.seconds
    assert first.transcript
    assert second.transcript


def test_skip_moves_on_and_keeps_what_was_said(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path, count=2)
    sound = speak(STORY).samples
    keys = Keys((recorded(2.0), Key.SKIP))
    room.hold(AtTheMicrophone(sound, sound, sound), recognizer, keys)
    skipped, answered = room.session.answers[:2]
    assert skipped.attempts[0].ended == "skipped"
    assert duration(room.folder / str(skipped.attempts[0].sound)) > 1.9
    assert answered.attempts[0].ended == "silence"


def test_a_pause_records_nothing_and_goes_on(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    sound = speak(STORY).samples
    keys = Keys((recorded(2.0), Key.PAUSE), (paused, Key.PAUSE))
    happened = room.hold(AtTheMicrophone(sound, sound), recognizer, keys)
    assert any(map(paused, happened))
    attempt = room.session.answers[0].attempts[0]
    assert attempt.transcript is not None
    assert "credit memo" in attempt.transcript.text


def test_repeat_holds_the_recording_while_the_question_is_asked_again(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    sound = speak(STORY).samples
    keys = Keys((recorded(1.0), Key.REPEAT))
    room.hold(AtTheMicrophone(sound, sound), recognizer, keys)
    (attempt,) = room.session.answers[0].attempts
    assert attempt.transcript is not None
    assert "credit memo" in attempt.transcript.text


def test_quit_leaves_an_interview_that_goes_on_later(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path, count=2)
    sound = speak(STORY).samples
    keys = Keys((recorded(2.0), Key.QUIT))
    room.hold(AtTheMicrophone(sound), recognizer, keys)
    assert not room.session.finished
    assert [len(answer.attempts) for answer in room.session.answers] == [1]
    happened = room.hold(Rehearsing(speak), recognizer)
    assert isinstance(happened[0], Said)
    assert room.session.finished
    assert [attempt.ended for attempt in room.session.answers[0].attempts] == [
        "interrupted",
        "recording",
    ]


def test_a_microphone_that_goes_is_an_error_and_what_was_said_is_whole(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    candidate = AtTheMicrophone(speak(STORY).samples, lost_after=40)
    with pytest.raises(DeviceLost):
        room.hold(candidate, recognizer)
    (attempt,) = sessions.load(room.folder).answers[0].attempts
    assert attempt.ended == "lost"
    assert duration(room.folder / str(attempt.sound)) == pytest.approx(40 * BLOCK / RATE)
    assert attempt.transcript is not None
    assert attempt.transcript.words


class Mute:
    """A voice that never gives sound."""

    name, rate = "mute", 165

    def render(self, text: str) -> Speech:
        raise VoiceError("The voice did not answer within 20 s; the question is shown in print.")

    def close(self) -> None:
        pass


def test_a_voice_that_fails_is_a_warning_and_the_interview_goes_on_in_print(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    happened = room.hold(Rehearsing(speak), recognizer, interviewer=Interviewer(Mute(), None))
    assert any(isinstance(e, Warned) and "shown in print" in e.sentence for e in happened)
    assert room.session.finished


class Deaf:
    """A recogniser that fails at the end of every answer."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer

    def listen(self, live: bool = True) -> "Deaf":
        self._hearing = self._recognizer.listen(live=live)
        return self

    def finish(self) -> None:
        self._hearing.close()
        raise RecognizerError("The recogniser failed: try another one with --engine.")

    def __getattr__(self, name: str) -> object:
        return getattr(self._hearing, name)


def test_a_recogniser_that_fails_leaves_the_recording_for_later(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    happened = room.hold(Rehearsing(speak), Deaf(recognizer))  # type: ignore[arg-type]  # it fails
    assert any(isinstance(e, Warned) and "recording is kept" in e.sentence for e in happened)
    assert rescue.unheard(room.session)
    mended = rescue.recognise(
        room.session, room.folder, recognizer, lambda q, said: judge(said, q, BANK.terms)
    )
    assert not rescue.unheard(mended)
    assert sessions.load(room.folder) == mended


def test_every_attempt_that_is_told_is_on_disk_already(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path, count=2)
    told = [e for e in room.hold(Rehearsing(speak), recognizer) if isinstance(e, Answered)]
    assert len(told) == 3
    for event, answer in zip(told, room.session.answers, strict=True):
        assert event.answer == answer
        assert event.attempt == answer.last


def test_all_faults_that_are_known_share_one_root() -> None:
    assert issubclass(DeviceLost, MockintError)
    assert issubclass(VoiceError, MockintError)
