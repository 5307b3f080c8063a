"""Doubts of an amount that is told as a result: where figures and words contradict each other."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from mockint.rubric.amounts.change import Change, Window, change_of, window_of
from mockint.rubric.amounts.quantity import Amount, amounts_of
from mockint.rubric.words import Token

TOO_MUCH = "nothing falls by more than all of it"
MORE_THAN_ALL = "no part is greater than the whole"
TOO_LONG = "there is not so much time in it"
RISE_IS_WORSE = "it rose, where a fall would be the better news"
FALL_IS_WORSE = "it fell, where a rise would be the better news"
WORSE = "the words say it fell, the figures rise"
BETTER = "the words say it rose, the figures fall"

_FALL = frozenset(
    "dropped drop fell falls decreased decrease declined cut reduced reduce lowered lower down "
    "shortened reducing cutting trimmed shrank shrunk lowering slashed halved sank dropping "
    "reduction fewer smaller less minimized minimised".split()
)
_QUICKER = frozenset("faster quicker shorter sooner sped".split())
_RISE = frozenset(
    "rose rises grew grows increased increase climbed climbs raised boosted increasing lifted "
    "higher bigger up jumped".split()
)
_MOVES = frozenset(
    "went go goes gone going brought bring brings bringing got get gets getting drove drive driven "
    "pushed push moved move".split()
)
"""Verbs after which "up" and "down" tell a direction; "came" moves only down ("a case came up")."""
_COMES = frozenset("came come comes coming".split())
_IS = frozenset("is are was were 's 're be".split())
_LOW = frozenset(
    "dso outstanding error errors backlog overdue complaints disputes delays turnaround mistakes "
    "rework wait waiting unapplied denial denials write-offs writeoffs rejections discrepancies "
    "shortages losses".split()
)
_LOW_PAIRS = frozenset({("past", "due"), ("write", "offs"), ("days", "outstanding")})
_SLOW = frozenset("time times took takes take close cycle wait waiting needed lasted".split())
_TIMES = frozenset("response reply cycle waiting processing approval handling lead".split())
_WORKED_OFF = frozenset(
    "handled resolved caught found closed processed cleared collected worked answered detected "
    "corrected fixed recovered prevented avoided sorted settled".split()
)
_HIGH = frozenset(
    "collected collection collections accuracy acceptance satisfaction recovery retention rating "
    "productivity output sales revenue".split()
)
_COSTLY = frozenset("cost costs time calls complaints days staff backlog errors work".split())
_BAD_NEWS = frozenset(
    "unfortunately sadly worse worst regret failed failure embarrassed ashamed problem wrong "
    "trouble crisis despite although disaster mess bad sorry".split()
)
_GOOD_NEWS = frozenset(
    "proud great success successful win won happy thrilled delighted praised congratulated best "
    "award bonus promoted improved improvement better thanks achievement pleased applauded "
    "celebrated impressed raise".split()
)
_DENIED = frozenset("not n't never instead without".split())
_ALL_OF = frozenset("accuracy accurate acceptance".split())
_WHOLES = frozenset("balance balances debt amount total invoices disputes claims backlog".split())
_AIMS = frozenset("target targets goal goals quota plan budget forecast expectations".split())
_CLEARED = frozenset(
    "cleared resolved closed fixed answered corrected settled processed completed finished "
    "collected solved handled posted matched".split()
)
_ROOM = {("hours", "day"): 24, ("minutes", "hour"): 60, ("days", "week"): 7, ("days", "month"): 31}
_ONE = frozenset("i me each every per my myself person clerk".split())
_AFTERWARDS = 25
_NEAR = 14
"""So many words before an amount may speak of it, where no punctuation parts them."""
_PARTING = frozenset({"I", "YOU", "THEY"})


def doubt(amount: Amount, tokens: Sequence[Token]) -> str:
    """Why a result cannot be so, or is no success; empty where nothing speaks against it."""
    window = window_of(tokens, amount)
    return (
        _beyond(amount, tokens, window)
        or _no_room(amount, tokens, window)
        or _more_than_there_were(amount, tokens)
        or _wrong_way(amount, tokens, window)
    )


def _beyond(amount: Amount, tokens: Sequence[Token], window: Window) -> str:
    """ "reduced errors by 140 percent", "135 percent of the balance", "accuracy of 118"."""
    if amount.kind != "percent" or not amount.value or amount.value <= 100:
        return ""
    before, after = _around(amount, tokens, window)
    if amount.before is None and _falls(before) and not _rises(before):
        return TOO_MUCH
    of = [token.text for token in after[:4]]
    part = of[:1] == ["of"] and not _WHOLES.isdisjoint(of) and _AIMS.isdisjoint(of)
    exact = not _ALL_OF.isdisjoint(_texts(before)) and not _rises(before) and "by" not in of
    return MORE_THAN_ALL if part or exact else ""


def _no_room(amount: Amount, tokens: Sequence[Token], window: Window) -> str:
    """ "each clerk saved thirty hours a day"."""
    if amount.kind != "duration" or amount.value is None or amount.before is not None:
        return ""
    after = [token.text for token in tokens[amount.last : amount.last + 2]]
    room = _ROOM.get((amount.unit, after[-1])) if after[:1] in (["a"], ["per"]) else None
    one = not _ONE.isdisjoint(_texts(tokens[window.begin : amount.first]))
    return TOO_LONG if room and amount.value > room and one else ""


def _more_than_there_were(amount: Amount, tokens: Sequence[Token]) -> str:
    """ "cleared 340 of the 300", "resolved 50 out of 40"."""
    at, steps = amount.last, [token.text for token in tokens[amount.last : amount.last + 3]]
    done = _texts(tokens[max(0, amount.first - 4) : amount.first])
    if amount.kind != "count" or amount.value is None or _CLEARED.isdisjoint(done):
        return ""
    skip = 2 if steps[:2] == ["out", "of"] else 1 if steps[:1] == ["of"] else 0
    if not skip:
        return ""
    skip += steps[skip : skip + 1] in (["the"], ["those"], ["our"], ["my"], ["these"])
    whole = amounts_of(tokens[at + skip : at + skip + 6])
    there = whole[0].value if whole and whole[0].first == 0 else None
    more = there is not None and whole[0].kind == "count" and 1 < there < amount.value
    return MORE_THAN_ALL if more else ""


def _wrong_way(amount: Amount, tokens: Sequence[Token], window: Window) -> str:
    """A fall that is a rise, or the other way; or a change for the worse told as a success."""
    change = change_of(tokens, amount, window)
    if change is None or change.before == change.after:
        return ""
    before, after = _around(amount, tokens, window)
    if not change.stated:
        before = tokens[window.begin : amount.first]
    near = [*before, *after]
    if not _DENIED.isdisjoint(_texts(near)):
        return ""
    falls, rises = _falls(before), _rises(before)
    if not falls and not rises:
        falls, rises = _falls(after), _rises(after)
    falls = falls or (amount.kind == "duration" and not _QUICKER.isdisjoint(_texts(near)))
    if falls != rises and falls == change.rises:
        return WORSE if falls else BETTER
    ahead = tokens[window.begin : window.end + _AFTERWARDS]
    return _bad_news(amount, change, near, _texts(ahead), falls or rises)


def _bad_news(
    amount: Amount,
    change: Change,
    near: Sequence[Token],
    told: Collection[str],
    admitted: bool,
) -> str:
    """A change for the worse; where the words admit it, only if it is praised all the same."""
    praised = not _GOOD_NEWS.isdisjoint(told)
    if not _BAD_NEWS.isdisjoint(told) or (admitted and not praised):
        return ""
    said = _texts(near)
    if change.rises:
        slower = amount.kind == "duration" and praised and not _SLOW.isdisjoint(said)
        return RISE_IS_WORSE if slower or _better_low(near) else ""
    higher = not _HIGH.isdisjoint(said) and _COSTLY.isdisjoint(said) and not _better_low(near)
    return FALL_IS_WORSE if amount.kind != "duration" and higher else ""


def _better_low(said: Sequence[Token]) -> bool:
    """Whether what is measured is better when it is low, and not how much of it was done."""
    texts = [token.text for token in said]
    pairs = list(pairwise(texts))
    slow = any(one in _TIMES and other in {"time", "times"} for one, other in pairs)
    low = not _LOW.isdisjoint(texts) or not _LOW_PAIRS.isdisjoint(pairs) or slow
    return low and _WORKED_OFF.isdisjoint(texts)


def _around(
    amount: Amount, tokens: Sequence[Token], window: Window
) -> tuple[Sequence[Token], Sequence[Token]]:
    """The words of the sentence before and after an amount, up to the next amounts."""
    earlier = amounts_of(tokens[window.begin : amount.first])
    later = amounts_of(tokens[amount.last : window.end])
    begin = window.begin + (earlier[-1].last if earlier else 0)
    begin = max(begin, amount.first - _NEAR)
    end = amount.last + later[0].first if later else window.end
    return tokens[begin : amount.first], _own(tokens[amount.last : end])


def _own(after: Sequence[Token]) -> Sequence[Token]:
    """The words after an amount that still speak of it: up to a comma, an "and", a subject."""
    return after[: next((at for at, token in enumerate(after) if _parts(token)), len(after))]


def _parts(token: Token) -> bool:
    return token.comma or token.text in {"and", "but"} or not _PARTING.isdisjoint(token.classes)


def _falls(said: Sequence[Token]) -> bool:
    return any(token.text in _FALL and _directs(said, at) for at, token in enumerate(said))


def _rises(said: Sequence[Token]) -> bool:
    return any(token.text in _RISE and _directs(said, at) for at, token in enumerate(said))


def _directs(said: Sequence[Token], at: int) -> bool:
    """Whether the word tells a direction: "went up", but not "came up", "set up", "wrote down"."""
    if said[at].text not in {"up", "down"}:
        return True
    before = [token.text for token in said[max(0, at - 4) : at]]
    moves = _MOVES | (_COMES if said[at].text == "down" else frozenset())
    return not moves.isdisjoint(before) or not _IS.isdisjoint(before[-1:])


def _texts(said: Sequence[Token]) -> set[str]:
    return {token.text for token in said}
