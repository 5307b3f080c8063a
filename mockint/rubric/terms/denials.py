"""Where somebody says that they do not know a thing or never had to do with it."""

from collections.abc import Iterator, Sequence

from mockint.rubric.pattern import Cue, Cues, Match
from mockint.rubric.words import Token

_WHY = "A term is credited where you say what you did with it."


def _cue(pattern: str, hit: str, miss: str) -> Cue:
    return Cue(pattern, "denied", 1.0, _WHY, hit, miss)


_AHEAD = (
    _cue("never|n't|not ever|even|actually|really|personally? used|touched|seen|tried|handled",
         "I've never used it", "I used it"),
    _cue("never|n't|not ever|even|actually|really|personally? worked|dealt with|in|on",
         "I haven't worked with it", "I worked with it"),
    _cue("never|n't|not ever|even|actually|really? heard of", "I've never heard of it",
         "I heard of it"),
    _cue("never|n't|not ever|even|actually|really? come|came across", "I never came across it",
         "I came across it"),
    _cue("have|'ve|had never|n't|not ever|even|actually|really|personally? "
         "done|run|opened|read|issued|made|posted|learned|set|written|filed|booked",
         "I've never done one", "I've done one"),
    _cue("never|n't|not ever|even? got|get|had|have|need|needed to|around "
         "see|learn|use|do|run|touch|try|work|deal|handle|it",
         "I never had to use it", "I had to use it"),
    _cue("never|n't|not ever|even|actually|really? use|familiar|touch",
         "I'm not familiar with it", "I'm familiar with it"),
    _cue("n't|not ADV? know|tell|explain|say|remember|understand you|me|them? what|how .. "
         "is|are|means|mean|stands|stand|works|work|was|does|do",
         "I couldn't tell you what that is", "I can tell you what that is"),
    _cue("n't|not really know|understand", "I don't really know it", "I really know it"),
    _cue("would n't|not know a|an|the|one|it", "I wouldn't know one", "I know one"),
    _cue("n't|not ADV? know|understand much|anything|a? lot? about|it|either|them",
         "I don't know much about it", "I know much about it"),
    _cue("no|zero|little real|actual|direct|hands-on|hands|personal? on? "
         "experience|idea|knowledge|clue|training",
         "I have no experience with it", "I have experience"),
    _cue("unfamiliar with", "I'm unfamiliar with it", "familiar with it"),
    _cue("without experience|knowing|ever", "without knowing it", "knowing it"),
    _cue("yet to use|open|see|learn|touch|try|run|do|work|post|issue", "I've yet to open one",
         "and yet to me it was"),
    _cue("neither|nor !I !do|did|was|were|am", "neither this nor that", "either this or that"),
    _cue("did n't|not have .. where|there|back|at", "we didn't have one where I was",
         "we had one where I was"),
    _cue("same goes|is|went for|with", "the same goes for it", "it goes for it"),
    _cue("asked|ask|asks me|us what|about .. mean|means|is|are|was",
         "if you asked me what it means", "if you told me what it means"),
)  # fmt: skip
_BEHIND = (
    _cue("new|unknown|foreign|unfamiliar|greek to me", "that is new to me", "a new one"),
    _cue("is|was n't|not a|something|anything thing|one? that? I 'd|'ve|had|have? ever",
         "that isn't a thing I ever had to do", "that is a thing I did"),
    _cue("is|was n't|not something|anything I 'd|'ve|had|have? ever? "
         "done|used|did|do|know|touched|seen|handled",
         "that isn't something I've ever done", "that is something I do"),
    _cue("somebody|someone else|elses|else's 's? job|work|desk|department|thing",
         "that was somebody else's job", "that was my job"),
    _cue("never|n't come|came up in|at|where|for|there", "it never came up in my job",
         "it came up in my job"),
)  # fmt: skip
DENIALS = Cues((*_AHEAD, *_BEHIND))
_IS_BEHIND = frozenset(id(cue) for cue in _BEHIND)

_CREDIT_AGAIN = frozenset("but however though although except instead".split())
_ALWAYS = frozenset("without unless until".split())
"""Never to do a thing without another is to do it always."""
_ASIDE = frozenset(
    "'m 're 's am is was have 've had has 'd do did does can could would should might will 'll to "
    "be been really actually ever even honestly personally just probably still also say i'm".split()
)
_OTHERS = frozenset("he she they you who nobody it him them people".split())
_POINTS_BACK = frozenset("it that this one those them either neither any".split())
_ENDS_THOUGHT = frozenset("and so then because or".split())
_FEW = 6


def denied(tokens: Sequence[Token]) -> set[int]:
    """The tokens that a denial covers: ahead of it, behind it, or in a short question before."""
    covered: set[int] = set()
    sentences = list(_sentences(tokens))
    for number, (first, last) in enumerate(sentences):
        for match in DENIALS.matches(tokens[first:last]):
            own = Match(match.cue, first + match.first, first + match.last)
            reach = _reach(tokens, own, first, last)
            covered.update(reach)
            if reach and number and _points_back(tokens, own, last):
                covered.update(range(*_named_before(tokens, sentences[number - 1])))
    return covered


def _reach(tokens: Sequence[Token], match: Match, first: int, last: int) -> range:
    if not _is_mine(tokens, match, first):
        return range(0)
    end = _until(tokens, match.first, last)
    if any(token.text in _ALWAYS for token in tokens[match.first + 1 : end]):
        return range(0)
    begin = _since(tokens, match.first, first) if id(match.cue) in _IS_BEHIND else match.first
    return range(begin, end)


def _is_mine(tokens: Sequence[Token], match: Match, first: int) -> bool:
    """Whether the speaker denies it of themselves, as far as the words before tell."""
    if id(match.cue) in _IS_BEHIND:
        return True
    at = match.first - 1
    while at >= first and tokens[at].text in _ASIDE:
        at -= 1
    return at < first or tokens[at].text not in _OTHERS


def _until(tokens: Sequence[Token], first: int, last: int) -> int:
    """Where what is denied ends: at a "but", or where "I" begin anew."""
    for at in range(first + 1, last):
        if tokens[at].text in _CREDIT_AGAIN:
            return at
        anew = tokens[at - 1].text in _ENDS_THOUGHT or tokens[at].comma
        if at > first + 2 and "I" in tokens[at].classes and anew:
            return at
    return last


def _since(tokens: Sequence[Token], at: int, first: int) -> int:
    """Where the thing is named that a denial behind it speaks of."""
    begin = next(
        (b + 1 for b in range(at - 1, first, -1) if tokens[b].text in _CREDIT_AGAIN), first
    )
    if not any("I" in token.classes for token in tokens[begin:at]):
        return begin
    return next((b for b in range(at - 1, begin, -1) if tokens[b].comma), at)


def _points_back(tokens: Sequence[Token], match: Match, last: int) -> bool:
    return any(token.text in _POINTS_BACK for token in tokens[max(0, match.first - 3) : last])


def _named_before(tokens: Sequence[Token], sentence: tuple[int, int]) -> tuple[int, int]:
    """The sentence before where it only names things: short, or "you asked about …"."""
    first, last = sentence
    asked = any(token.text in {"asked", "mentioned"} for token in tokens[first : first + 3])
    return sentence if last - first <= _FEW or asked else (0, 0)


def _sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    starts = [at for at, token in enumerate(tokens) if token.stop]
    return zip(starts, [*starts[1:], len(tokens)], strict=False)
