"""The interview on a terminal: a few lines at its foot, redrawn at most ten times a second."""

from collections.abc import Callable
from math import ceil

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.text import Text

from mockint.events import Answered, Asked, Listening
from mockint.report.answer import legend, short_feedback
from mockint.report.follow_ups import follow_up_line, reply_feedback
from mockint.report.foot import Foot
from mockint.report.lines import LEFT, title
from mockint.report.plain import clock, plain
from mockint.report.style import ALERT, HEADING, QUIET, is_large
from mockint.report.time_taken import of_limit
from mockint.session import FollowUp

PERIOD = 0.1
"""Seconds between two drawings of the same state."""
FLOOR = -60.0
"""dBFS at which the meter is empty."""
METER = 24
WORD_LINES = 3
ROOM = WORD_LINES + 3
"""Lines that stand above the keys while an answer is recorded, at most."""
KEYS = "Enter done · r repeat · s skip · p pause · a again · q quit"
KEYS_GREETING = "Enter go on · p pause · q quit"
KEYS_PREPARING = "Enter go on without it · s skip · q quit"
KEYS_ASKING = "Enter answer now · r repeat · s skip · p pause · q quit"
KEYS_PAUSED = "p go on · Enter done · r repeat · s skip · a again · q quit"
KEYS_PAUSED_VOICE = "p say it again · Enter go on · s skip · q quit"
KEYS_RATING = "1 weak · 3 fair · 5 strong · Enter leave it out · q quit"
KEYS_FEEDBACK = "Enter go on · r say it again · a again · q quit"
KEYS_AFTER = "Enter next · a again · q quit"


class LiveScreen:
    """Draws on the terminal of ``console``; ``clock`` gives seconds that never go back."""

    def __init__(self, console: Console, *, practice: bool, clock: Callable[[], float]) -> None:
        self._console = console
        self._practice = practice
        self._clock = clock
        self._foot = Foot(console)
        self._drawn = -PERIOD
        self._shape: object = None
        self._keys = KEYS_GREETING
        self._warned: set[str] = set()
        self._explained = False
        self._recording = False

    def question(self, asked: Asked) -> None:
        """Print the question; it stays when the lines below it go."""
        self.close()
        self._warned.clear()
        self._keys, self._recording = KEYS_ASKING, False
        head = Text(title(asked), style=HEADING)
        self._console.print()
        self._console.print(Rule(head, align="left", style=QUIET))
        self._console.print(Text(plain(asked.line), style=HEADING))

    def follow_up(self, text: str) -> None:
        """Print a follow-up to the answer just given; it stays."""
        self.close()
        self._keys, self._recording = KEYS_ASKING, False
        self._console.print()
        self._console.print(follow_up_line(text))

    def note(self, text: str) -> None:
        """Print what the interviewer says."""
        self.close()
        self._keys, self._recording = KEYS_GREETING, False
        self._console.print()
        self._console.print(Text(plain(text)))

    def remark(self, text: str) -> None:
        """Print what has to be read."""
        self.note(text)

    def preparing(self) -> None:
        """Show that the voice will speak soon."""
        line = Text("> The voice is getting ready …")
        self._draw(("preparing",), line, *self._told(KEYS_PREPARING))

    def speaking(self, position: float, seconds: float) -> None:
        """Show that the voice speaks, and how far it is."""
        line = Text("> Speaking   ").append(f"{clock(position)} of {clock(seconds)}", style=QUIET)
        self._draw(("speaking",), line, *self._told(self._keys))

    def listening(self, heard: Listening) -> None:
        """Show meter, clock, the last words and what is left before the answer ends."""
        self._recording = True
        left = None if heard.countdown is None else max(ceil(heard.countdown), 0)
        line = Text.assemble(("● ", ALERT), f"Listening  {of_limit(heard.seconds, heard.limit)}  ")
        line.append(self._meter(heard.level, line.cell_len), style="green")
        tail = self._tail(heard.words) if self._practice else []
        notice = _notice(left, heard)
        self._draw(("listening", left, heard.nudge), line, *tail, notice, *self._told(KEYS, ROOM))

    def paused(self) -> None:
        """Show that nothing is recorded."""
        line = Text("= Paused: nothing is recorded.", style=HEADING)
        keys = KEYS_PAUSED if self._recording else KEYS_PAUSED_VOICE
        self._draw(("paused",), line, *self._told(keys))

    def recognising(self, seconds: float) -> None:
        """Show that the last words are being made out."""
        line = Text(f"{clock(seconds)} recorded; making out the last words …")
        self._draw(("recognising",), line)

    def rating(self, text: str) -> None:
        """Show what is asked, and what the figures mean."""
        self._draw(("rating",), Text(plain(text), style=HEADING), *self._told(KEYS_RATING, 2))

    def feedback(self, given: Answered) -> None:
        """Print what was found; it stays."""
        self.close()
        self._keys, self._recording = KEYS_FEEDBACK, False
        if self._practice and given.attempt.ended not in LEFT:
            self._console.print()
            if given.attempt.findings is not None and not self._explained:
                self._explained = True
                self._console.print(legend(), Text(""), sep="\n")
            self._console.print(short_feedback(given, keys=True))

    def reply(self, follow_up: FollowUp) -> None:
        """Print what was found in a reply; it stays."""
        self.close()
        self._keys, self._recording = KEYS_FEEDBACK, False
        if self._practice and follow_up.reply and follow_up.reply.ended not in LEFT:
            self._console.print()
            self._console.print(reply_feedback(follow_up))

    def waiting(self) -> None:
        """Show which keys go on."""
        self._draw(("waiting",), *self._told(KEYS_AFTER))

    def warning(self, text: str) -> None:
        """Print a warning above the moving lines, once a question."""
        if text not in self._warned:
            self._warned.add(text)
            self._foot.above(Text(f"! {plain(text)}", style=ALERT))

    def close(self) -> None:
        """Take the moving lines away and give the cursor back."""
        self._foot.clear()
        self._shape = None

    def _draw(self, shape: object, *lines: RenderableType) -> None:
        """Draw at once where ``shape`` has changed, else only after ``PERIOD``."""
        now = self._clock()
        if shape == self._shape and now - self._drawn < PERIOD:
            return
        self._shape, self._drawn = shape, now
        self._foot.draw(*lines)

    def _told(self, keys: str, above: int = 1) -> list[Text]:
        """The keys, in large print each on a line of its own where ``above`` lines leave room."""
        each = keys.split(" · ")
        if is_large(self._console) and above + len(each) < self._console.height:
            return [Text(key) for key in each]
        return [Text(keys, style=QUIET)]

    def _meter(self, level: float, taken: int) -> str:
        width = max(min(METER, self._console.width - taken), 4)
        full, empty = ("#", "-") if self._console.options.ascii_only else ("█", "░")
        cells = round((min(max(level, FLOOR), 0.0) - FLOOR) / -FLOOR * width)
        return full * cells + empty * (width - cells)

    def _tail(self, words: str) -> list[Text]:
        """The last lines of ``words``; they break where they broke before, so nothing jitters."""
        since = max(len(words) // 1_000 - 1, 0) * 1_000
        text = Text(plain(words[since:]).lstrip() if since else plain(words))
        lines = list(text.wrap(self._console, max(self._console.width - 2, 10)))[-WORD_LINES:]
        return [*(Text("  ").append_text(line) for line in lines), *_blank(WORD_LINES - len(lines))]


def _blank(count: int) -> list[Text]:
    return [Text("") for _ in range(count)]


def _notice(left: int | None, heard: Listening) -> Text:
    """The one line that is most worth reading now."""
    if left is not None:
        return Text(f"Ending in {left} s - keep talking to go on", style="bold reverse")
    if heard.nudge:
        return Text(plain(heard.nudge), style=HEADING)
    if heard.behind is not None:
        return Text(f"The words come {heard.behind:.0f} s late; nothing is lost.", style=QUIET)
    return Text("")
