"""The interview as a generator: what the keys do, what is kept, what goes wrong."""

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from mockint import rescue
from mockint import session as sessions
from mockint.bank import Question, load_bank
from mockint.candidate import NOTHING, Recorded, Rehearsing
from mockint.errors import DeviceLost, MockintError, RecognizerError, VoiceError
from mockint.events import (
    Answered,
    Asked,
    Event,
    Key,
    Listening,
    Paused,
    Recognising,
    Said,
    Steps,
    Waiting,
    Warned,
)
from mockint.interview import NO_RECORDING, Interview, Manner
from mockint.interviewer import Interviewer, Line
from mockint.plan import draw
from mockint.recognizer import Recognizer, open_engine
from mockint.rubric import judge
from mockint.session import Answer, Attempt, Session
from mockint.sound.clip import BLOCK, RATE, Clip, Samples
from mockint.sound.endpoint import MANUAL
from mockint.sound.resample import resampled
from mockint.sound.soundfiles import duration, write_flac
from mockint.take import NUDGES, STALLED, STOPPED
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
    """A live candidate whose sound lies in memory; ``lost_after`` blocks the device goes.

    ``silences``: whether each next read gives nothing.
    """

    live = True
    over = False
    level = -20.0

    def __init__(
        self,
        *answers: Samples,
        lost_after: int | None = None,
        silences: Sequence[bool] = (),
    ) -> None:
        self._answers = list(answers)
        self._blocks: list[Samples] = []
        self._lost_after = lost_after
        self._silences = list(silences)
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
        if self._silences and self._silences.pop(0):
            return None
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
        candidate: AtTheMicrophone | Rehearsing | Recorded,
        recognizer: Recognizer,
        keys: Keys | None = None,
        interviewer: Interviewer | None = None,
        manner: Manner | None = None,
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
            manner=manner or Manner(),
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


def test_a_question_skipped_on_second_thought_leaves_the_first_attempt_counting(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    sound = speak(STORY).samples
    keys = Keys((recorded(2.0), Key.AGAIN), (recorded(0.5), Key.SKIP), (recorded(0.5), Key.SKIP))
    room.hold(AtTheMicrophone(sound, sound, NOTHING), recognizer, keys)
    first, second = room.session.answers[0].attempts
    assert second.ended == "skipped"
    assert room.session.answers[0].last == first


@pytest.mark.parametrize("key", [Key.QUIT, Key.DONE, Key.SKIP, Key.AGAIN])
def test_each_key_does_what_it_says_while_paused(
    tmp_path: Path, recognizer: Recognizer, key: Key
) -> None:
    room = Room(tmp_path)
    keys = Keys(
        (recorded(0.5), Key.PAUSE), (paused, key), (recorded(0.5), Key.QUIT), (paused, Key.QUIT)
    )
    room.hold(AtTheMicrophone(), recognizer, keys)
    ended = {Key.QUIT: "interrupted", Key.SKIP: "skipped"}.get(key, "key")
    assert room.session.answers[0].attempts[0].ended == ended


def test_keys_hit_before_the_feedback_stood_there_do_not_take_it_away(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = Room(tmp_path)
    keys = Keys(
        (recorded(0.5), Key.DONE),
        (lambda event: isinstance(event, Recognising), Key.DONE),
        (lambda event: isinstance(event, Waiting), Key.QUIT),
    )
    candidate = AtTheMicrophone(np.zeros(RATE, np.int16))
    happened = room.hold(candidate, recognizer, keys, manner=Manner(stop=True))
    assert isinstance(happened[-1], Waiting)


def test_two_nudges_come_and_nothing_is_ever_cut(tmp_path: Path, recognizer: Recognizer) -> None:
    room = Room(tmp_path)
    keys = Keys((recorded(190.0), Key.QUIT))
    happened = room.hold(AtTheMicrophone(), recognizer, keys, manner=Manner(MANUAL))
    heard = [e for e in happened if isinstance(e, Listening)]
    for start, nudge in NUDGES:
        assert next(e.seconds for e in heard if e.nudge == nudge) == pytest.approx(start, abs=0.1)
    assert heard[-1].seconds >= 190.0


def test_a_microphone_that_stalls_is_warned_of_once_and_goes_on(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = Room(tmp_path)
    stalls = [False] * 5 + [True] * (STALLED + 3)
    keys = Keys((recorded(1.0), Key.QUIT))
    happened = room.hold(AtTheMicrophone(silences=stalls), recognizer, keys)
    assert [e.sentence for e in happened if isinstance(e, Warned)] == [STOPPED]


def test_a_question_without_a_recording_is_skipped_and_said_to_be(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = Room(tmp_path)
    happened = room.hold(Recorded([]), recognizer)
    assert [e.sentence for e in happened if isinstance(e, Warned)] == [NO_RECORDING]
    assert room.session.finished


def test_a_closing_question_that_was_answered_is_not_put_again(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = Room(tmp_path)
    for index, question in enumerate((*room.session.plan, None)):
        answer = Answer(question, "Why?", attempts=(Attempt(1, None, ended="key"),))
        room.session = room.session.with_answer(index, answer)
    happened = room.hold(Recorded([]), recognizer)
    assert not any(isinstance(e, Asked) for e in happened)
    assert room.session.finished


def test_sound_that_lies_there_already_is_never_written_over(
    tmp_path: Path, recognizer: Recognizer, speak: Callable[[str], Clip]
) -> None:
    room = Room(tmp_path)
    stray = room.folder / "01-answer.flac"
    write_flac(stray, speak("Keep me."))
    before = stray.read_bytes()
    (room.folder / "01-answer-2.wav").touch()
    room.hold(Rehearsing(speak), recognizer)
    assert room.session.answers[0].attempts[0].sound == "01-answer-3.flac"
    assert stray.read_bytes() == before


@pytest.mark.parametrize("name", ["01-answer.wav", "01-answer.flac"])
def test_an_answer_left_twice_by_a_kill_keeps_the_longer(
    tmp_path: Path, speak: Callable[[str], Clip], name: str
) -> None:
    room = Room(tmp_path)
    whole, said = room.folder / "01-answer.flac", speak(STORY)
    write_flac(whole, said)
    if name.endswith("wav"):
        (room.folder / name).write_bytes(b"")
    answer = Answer(room.session.plan[0], "Why?", attempts=(Attempt(1, name),))
    kept = rescue.secure(room.session.with_answer(0, answer), room.folder)
    (attempt,) = kept.answers[0].attempts
    assert (attempt.sound, attempt.ended) == ("01-answer.flac", "interrupted")
    assert duration(whole) == attempt.seconds == pytest.approx(said.seconds)


def test_a_recording_that_has_gone_holds_up_no_interview(
    tmp_path: Path, recognizer: Recognizer
) -> None:
    room = Room(tmp_path)
    lost = Attempt(1, "01-answer.flac", 3.0, "interrupted")
    session = room.session.with_answer(0, Answer(None, "Why?", attempts=(lost,)))
    mended = rescue.recognise(session, room.folder, recognizer, lambda q, said: judge(said, q, ()))
    assert not rescue.unheard(mended)
    assert "cannot be read" in mended.answers[0].attempts[0].warnings[0]


class Slow:
    """A voice that speaks once it is allowed to; ``texts`` it was asked for."""

    name, rate = "slow", 165

    def __init__(self, faults: int = 0) -> None:
        self.allowed = threading.Event()
        self.texts: list[str] = []
        self._faults = faults

    def render(self, text: str) -> Speech:
        self.texts.append(text)
        if self._faults:
            self._faults -= 1
            raise VoiceError("The voice gave no sound.")
        self.allowed.wait(30)
        return Speech(Clip(np.zeros(RATE // 10, np.int16)), ())

    def close(self) -> None:
        self.allowed.set()


def returned(steps: Steps) -> Key | None:
    """The key that ended ``steps``."""
    while True:
        try:
            next(steps)
        except StopIteration as stop:
            return cast(Key | None, stop.value)


@pytest.mark.parametrize("key", [Key.DONE, Key.SKIP, Key.QUIT])
def test_a_key_is_obeyed_while_the_voice_makes_us_wait(key: Key) -> None:
    voice = Slow()
    interviewer = Interviewer(voice, None)
    assert returned(interviewer.say("Why?", lambda timeout: key)) is key
    interviewer.leave()
    voice.close()


def test_the_next_line_is_made_ready_while_one_is_said() -> None:
    voice = Slow()
    voice.allowed.set()
    interviewer = Interviewer(voice, None)
    interviewer.learn([Line("One."), Line("Two."), Line("Three.")])
    list(interviewer.say("One.", lambda timeout: None))
    list(interviewer.say("Two.", lambda timeout: None))
    interviewer.leave()
    assert voice.texts[:2] == ["One.", "Two."]
    assert voice.texts.count("Two.") == 1


def test_a_voice_that_fails_once_is_tried_again_and_one_that_keeps_failing_is_left() -> None:
    voice = Slow(faults=1)
    voice.allowed.set()
    interviewer = Interviewer(voice, None)
    happened = list(interviewer.say("Why?", lambda timeout: None))
    assert not any(isinstance(e, Warned) for e in happened)
    broken = Interviewer(Slow(faults=99), None)
    warned = [
        e.sentence
        for _ in range(4)
        for e in broken.say("Why?", lambda timeout: None)
        if isinstance(e, Warned)
    ]
    assert warned == [
        "The voice gave no sound.",
        "The voice gave no sound. The voice is not tried again.",
    ]


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
