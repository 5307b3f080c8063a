"""What each key does in a replay; a key that leads nowhere says so in a few words."""

from collections.abc import Callable
from functools import partial
from typing import Final

from mockint.replay.player import Player
from mockint.track import NEAR, STORY, Finding, Track

STEP = 5.0
"""Seconds an arrow skips."""
SPEEDS: Final = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
RIGHT, LEFT, UP, DOWN = "\x1b[C", "\x1b[D", "\x1b[A", "\x1b[B"
HOME, END = "\x1b[H", "\x1b[F"
STOPPED = "\x1a"
"""Comes when the program goes on behind Ctrl-Z."""

UNMARKED = "This answer was not marked."
NO_STORY = "Parts are looked for in a story only, and this answer tells none."
NO_ANSWER = "No answer was given to this question."
ONE_ATTEMPT = "There is one attempt at this answer."


def obey(player: Player, key: str) -> None:
    """Do what ``key`` asks for. Some terminals send arrows as ``ESC O``, others as ``ESC [``."""
    key = key.replace("\x1bO", "\x1b[")
    player.say("")
    if act := ACTS.get(key):
        act(player)
    elif key.isprintable():
        player.say("? shows the keys.")


def _pause(player: Player) -> None:
    if player.ended:
        player.go(0.0)
        return
    at = player.at
    player.paused = not player.paused
    player.go(at)


def _wake(player: Player) -> None:
    """Go on where it was when the program was stopped: the clock went on, the sound did not."""
    player.go(player.before_stop)


def _skip(player: Player, seconds: float) -> None:
    to = player.at + seconds
    if to >= player.track.seconds and player.index + 1 < len(player.tracks):
        player.go(0.0, player.index + 1)
    else:
        player.go(to)


def _next_sentence(player: Player) -> None:
    later = player.track.next_sentence(player.at)
    if later is not None:
        player.go(later)
    elif player.index + 1 < len(player.tracks):
        player.go(0.0, player.index + 1)
    else:
        player.say("This is the last sentence.")


def _sentence_before(player: Player) -> None:
    before = player.track.sentence_before(player.at)
    if before is not None or not _has_before(player):
        player.go(before or 0.0)
        return
    player.go(0.0, player.index - 1)
    _last_sentence(player)


def _has_before(player: Player) -> bool:
    """Whether the track before belongs to the same answer."""
    index = player.index
    return index > 0 and player.tracks[index - 1].number == player.track.number


def _last_sentence(player: Player) -> None:
    player.go(player.track.starts[-1] if player.track.starts else 0.0)


def _beginning(player: Player) -> None:
    """Go to the beginning; from there to that of the question."""
    if player.at <= NEAR:
        player.go(0.0, _first(player, player.track.number))
    else:
        player.go(0.0)


def _change_speed(player: Player, direction: int) -> None:
    others = [speed for speed in SPEEDS if (speed - player.speed) * direction > 0]
    if not others:
        player.say(f"{player.speed:g}x is the {'fastest' if direction > 0 else 'slowest'}.")
        return
    at = player.at
    player.speed = min(others) if direction > 0 else max(others)
    player.go(at)


def _usual_speed(player: Player) -> None:
    at = player.at
    player.speed = 1.0
    player.go(at)


def _next_answer(player: Player) -> None:
    here = player.track.number
    later = [track.number for track in player.tracks if track.number > here]
    if later:
        player.go(0.0, _first(player, min(later)))
    else:
        player.say("This is the last answer.")


def _answer_before(player: Player) -> None:
    here = player.track.number
    earlier = [track.number for track in player.tracks if track.number < here]
    if earlier:
        player.go(0.0, _first(player, max(earlier)))
    else:
        player.say("This is the first answer.")


def _first(player: Player, number: int) -> int:
    """The track with which answer ``number`` begins: its question."""
    return next(i for i, track in enumerate(player.tracks) if track.number == number)


def _answer(player: Player) -> int | None:
    """The track that is played if it is an answer, else the first answer to that question."""
    number = player.track.number
    if player.track.attempt is not None:
        return player.index
    alike = (i for i, track in enumerate(player.tracks) if track.number == number)
    return next((i for i in alike if player.tracks[i].attempt is not None), None)


def _skip_question(player: Player) -> None:
    answer = _answer(player)
    if answer is None:
        player.say(NO_ANSWER)
    elif answer == player.index:
        player.say("This is the answer: n goes to the next one.")
    else:
        player.go(0.0, answer)


def _part(player: Player, part: str) -> None:
    """Go to where ``part`` begins; once more, to where it is taken up again."""
    answer = _answer(player)
    if answer is None:
        player.say(NO_ANSWER)
        return
    track = player.tracks[answer]
    begins = track.begins(part)
    if not begins:
        player.say(_unheard(track, part))
        return
    at = player.at if answer == player.index else -1.0
    begin = next((each for each in begins if each.second > at), begins[0])
    which = f" ({begins.index(begin) + 1} of {len(begins)})" if len(begins) > 1 else ""
    player.go(begin.second, answer)
    player.say(f"{begin.what}{which}")


def _unheard(track: Track, part: str) -> str:
    found = track.attempt.findings if track.attempt is not None else None
    if found is None or found.abstained:
        return UNMARKED
    return f"No {part} was heard." if found.form == "story" else NO_STORY


def _next_finding(player: Player) -> None:
    answer = _answer(player)
    if answer is None:
        player.say(NO_ANSWER)
        return
    at = player.at if answer == player.index else -1.0
    found = player.tracks[answer].next_finding(at)
    _show(
        player, answer, found, "From the start again: " if found and found[0].second <= at else ""
    )


def _finding_before(player: Player) -> None:
    answer = _answer(player)
    if answer is None or answer != player.index:
        player.say(NO_ANSWER if answer is None else "Enter goes to the answer, m to a finding.")
        return
    at = player.at
    found = player.track.finding_before(at)
    again = bool(found) and found[0].second >= at
    _show(player, answer, found, "From the end again: " if again else "")


def _show(player: Player, answer: int, found: tuple[Finding, ...], again: str) -> None:
    if not found:
        attempt = player.tracks[answer].attempt
        marked = attempt is not None and attempt.findings and not attempt.findings.abstained
        player.say("Nothing was found in this answer." if marked else UNMARKED)
        return
    player.go(found[0].second, answer)
    player.say(again + "; ".join(each.what for each in found))


def _switch(player: Player) -> None:
    """Go to the other attempt, to the same part of the story."""
    other = player.other
    if other is None:
        question = player.track.attempt is None
        player.say("Enter goes to the answer." if question else ONE_ATTEMPT)
        return
    attempt, part = player.tracks[other].attempt, player.track.part_at(player.at)
    has_it = bool(part and player.tracks[other].begins(part))
    where = f"at its {part}" if has_it else "from its start"
    why = f": no {part} was heard in it" if part and not has_it else ""
    player.go(player.same_part(other), other)
    player.say(f"Attempt {attempt.number if attempt else ''}, {where}{why}.")


def _show_keys(player: Player) -> None:
    player.keys_shown = not player.keys_shown


_PARTS = {str(n): partial(_part, part=part) for n, part in enumerate(STORY, 1)}
ACTS: Final[dict[str, Callable[[Player], None]]] = {
    " ": _pause,
    RIGHT: partial(_skip, seconds=STEP),
    LEFT: partial(_skip, seconds=-STEP),
    DOWN: _next_sentence,
    UP: _sentence_before,
    **dict.fromkeys((HOME, "\x1b[1~", "\x1b[7~", "0"), _beginning),
    **dict.fromkeys((END, "\x1b[4~", "\x1b[8~"), _last_sentence),
    "]": partial(_change_speed, direction=1),
    "[": partial(_change_speed, direction=-1),
    **dict.fromkeys(("\x7f", "\b"), _usual_speed),
    **dict.fromkeys(("n", "N"), _next_answer),
    **dict.fromkeys(("p", "P"), _answer_before),
    "\n": _skip_question,
    **_PARTS,
    "m": _next_finding,
    "M": _finding_before,
    **dict.fromkeys(("v", "V", "\t"), _switch),
    **dict.fromkeys(("?", "h"), _show_keys),
    STOPPED: _wake,
}
"""What a key does, by all the names terminals have for it."""
