"""What is said of a story and of the topics it serves, in words; nothing here draws."""

from collections.abc import Iterator
from shlex import quote

from mockint.report.passage import LETTER
from mockint.report.plain import clock, excerpt, figure, plain, shortened
from mockint.stories import Entry, Fit, Repertoire, Story, Telling, Topic

NONE = "No story was told yet: run `mockint interview`, and answer with one event of your own."
SUGGESTION = (
    "“Could serve” is a suggestion by shared words: a story that shares a question's words may "
    "still miss its point, so read the question before you rely on it."
)
SIGNS = "[x] told to this question  [ ] could serve it"
WANTING = "Topics without a story: prepare one for each"
OFTEN = "Told often"
WIDEST = "Stories that serve most"
TITLE, QUOTE, ASKED = 60, 150, 300
"""Characters of a title, a quote, a question, at most."""
READ = 1_000
"""Characters looked at to make a quote."""
WORDS, NAMES, TOLD = 6, 3, 10
"""Shared words, interviews, and questions a story was told to that are named, at most."""


def head(found: Repertoire) -> str:
    """ "5 stories in 4 interviews, held against Billing specialist"."""
    stories = _count(len(found.entries), "story", "stories")
    interviews = _count(found.sessions, "interview", "interviews")
    return f"{stories} in {interviews}, held against {shortened(found.title, TITLE)}"


def title(story: Story) -> str:
    """What a story is called, and how often it was told."""
    return f"{shortened(story.title, TITLE)}: told {times(len(story.tellings))}"


def times(count: int) -> str:
    """ "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def opening(story: Story) -> str:
    """How the best telling begins."""
    return f"“{excerpt(story.best.telling.text[:READ], QUOTE)}”"


def place(telling: Telling) -> str:
    """ "2026-03-02 09:15, answer 2"."""
    started = shortened(telling.started[:16].replace("T", " "), 16)
    return f"{started}, answer {telling.number}"


def places(story: Story, count: int) -> str:
    """Where it was told, the newest first, at most ``count`` of them named."""
    named = "; ".join(place(telling) for telling in story.tellings[: -count - 1 : -1])
    more = len(story.tellings) - count
    return f"Told: {named}" + (f" and {more} more" if more > 0 else "")


def best(story: Story) -> str:
    """Which telling is the best, what is in it, and why it is."""
    telling, why = story.best.telling, story.best.why
    heard = f"parts {_parts(telling)}"
    marks = "not marked" if telling.marks is None else f"marks {figure(telling.marks, 1)} of 5"
    return f"Best telling: {place(telling)}, {heard}, {marks}: {why}."


def result(telling: Telling) -> str:
    """What came of it, and the figure that measures it."""
    if not telling.result and not telling.figure:
        if not telling.replied:
            return "Result: none was heard."
        said = f"“{excerpt(telling.replied[:READ], QUOTE)}”"
        return f"Result: only in the reply to a follow-up, {said}. Tell it with the story."
    said = f"“{excerpt(telling.result[:READ], QUOTE)}”" if telling.result else "not clear"
    number = f"figure: {shortened(telling.figure, TITLE)}" if telling.figure else "no figure"
    return f"Result: {said} ({number})"


def command(telling: Telling) -> str:
    """What to type to hear it."""
    return f"mockint replay {quote(plain(telling.session))} --answer {telling.number}"


def begins(telling: Telling) -> str:
    """Where in the answer's recording it begins; empty where nobody knows."""
    return "" if telling.seconds is None else f"it begins at {clock(telling.seconds)}"


def questions(entry: Entry) -> list[tuple[bool, str, str]]:
    """What it was told to (True), the newest first, and could serve: the question, and why.

    Questions of another bank are among those it was told to.
    """
    told = dict.fromkeys(telling.asked for telling in reversed(entry.story.tellings))
    could = [fit for fit in entry.fits if not fit.told]
    return [
        *((True, shortened(asked, ASKED), "") for asked in list(told)[:TOLD]),
        *((False, shortened(fit.asked, ASKED), shared(fit)) for fit in could),
    ]


def shared(fit: Fit) -> str:
    """The words that led to it, and how many there would be by chance."""
    named = ", ".join(shortened(word, 40) for word in fit.words[:WORDS])
    more = f" and {len(fit.words) - WORDS} more" if len(fit.words) > WORDS else ""
    usual = figure(fit.usual, 1)
    return f"shares {named}{more}: {len(fit.words)} of its words, where {usual} would be usual"


def often(found: Repertoire) -> Iterator[str]:
    """A sentence for each story that comes too often."""
    for entry in found.entries:
        name = shortened(entry.story.title, TITLE)
        if entry.often:
            last = f"the last {found.recent} interviews" if found.recent > 1 else "this interview"
            yield f"{name}: told {times(entry.recent)} in {last}. Have another ready."
        if entry.once:
            named = ", ".join(shortened(each, TITLE) for each in entry.once[-NAMES:])
            yield f"{name}: told to more than one question in {named}."


def widest(found: Repertoire) -> Iterator[str]:
    """A line for each of the stories that serve most questions."""
    for entry in found.widest:
        yield f"{shortened(entry.story.title, TITLE)}: {_serves(entry)}"


def _serves(entry: Entry) -> str:
    told = sum(fit.told for fit in entry.fits)
    could = len(entry.fits) - told
    of_bank = f"told to {_count(told, 'question', 'questions')} of this bank"
    more = f"could serve {_count(could, 'question', 'questions')}" + (" more" if told else "")
    return ", ".join([of_bank] * bool(told) + [more] * bool(could))


def stages(found: Repertoire) -> str:
    """How many topics of each stage have a story."""
    if not found.topics:
        return "This bank asks for no stories: name another with --bank."
    by_stage: dict[str, list[Topic]] = {}
    for topic in found.topics:
        by_stage.setdefault(topic.stage, []).append(topic)
    shares = (f"{shortened(stage, 40)} {_served(topics)}" for stage, topics in by_stage.items())
    return f"Topics that have a story: {_served(list(found.topics))} ({', '.join(shares)})"


def _served(topics: list[Topic]) -> str:
    return f"{sum(not topic.empty for topic in topics)} of {len(topics)}"


def wanted(topic: Topic) -> tuple[str, str]:
    """The question a story is wanted for, and the bank's hint."""
    question = topic.questions[0]
    stage = f"{shortened(topic.topic, 40)}, {shortened(topic.stage, 40)}"
    return f"{stage}: {shortened(question.ask, ASKED)}", f"Hint: {shortened(question.hint, ASKED)}"


def _parts(telling: Telling) -> str:
    """Its parts by their letters: "ST-R", with a question mark for what is not clear."""
    unclear = dict.fromkeys(telling.unclear, "?")
    return "".join(
        sign if part in telling.parts else unclear.get(part, "-") for part, sign in LETTER.items()
    )


def _count(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
