"""Names of companies in small letters, by what stands before them and a word nobody knows."""

from mockint.masking import cues, lists
from mockint.masking.scene import Scene
from mockint.rubric.lexicon import is_function, is_past

_PLAIN_BEFORE = frozenset("at for from with called by customer vendor client of like to".split())


def small_at(scene: Scene, at: int) -> int:
    """In small letters: what ends in "logistics" after "at", or is strange after "customer"."""
    if scene.kept[at] == 1 or not _may_name(scene, at) or scene.low(at) in cues.OFFICES:
        return at
    before = scene.low(at - 1)
    strong = after_company(scene, at)
    led = strong or before in _PLAIN_BEFORE | {"and", "our", "called", "customer", ""}
    end = at
    led = led or scene.strange(at) or scene.kept[at] == 2 or _family(scene, at)
    while led and end < len(scene.words) and end - at < 5:
        past = is_past(scene.low(end)) and not scene.strange(end)
        if end > at and (past or not (_may_name(scene, end) or scene.low(end) in cues.HEADS)):
            break
        if end > at and (not scene.words[end].joined or scene.words[end].opens):
            break
        end += 1
    for last in range(end, at + 1, -1):
        head = scene.low(last - 1)
        surely = strong and head not in cues.THINGS
        if head in cues.HEADS and _names_any(scene, at, last - 1, surely):
            return with_legal(scene, last)
    return _alone(scene, at, strong)


def after_company(scene: Scene, at: int) -> bool:
    """Whether what stands before says that a company follows."""
    before, earlier = scene.low(at - 1), scene.low(at - 2)
    if at == 0 or scene.words[at].gap.strip() or scene.words[at].opens:
        return False
    if before in {"called", "named"}:
        return earlier in cues.SURELY_COMPANY | {
            "place",
            "store",
            "shop",
            "office",
            "chain",
            "practice",
        }
    if before in {"the", "our"}:
        return scene.next(at + 1) in {
            "account",
            "accounts",
            "contract",
            "deal",
            "portal",
            "invoice",
        }
    if before in cues.SURELY_COMPANY:
        return earlier in {"a", "the", "our", "my", "of", "customer"}
    return before in {"at", "for", "from", "joined"}


def with_legal(scene: Scene, end: int) -> int:
    """The end with "Inc", "and Sons" or "and Escrow" taken in."""
    while end < len(scene.words) and scene.low(end) in cues.LEGAL - {"company"}:
        if scene.words[end].gap not in {" ", ", "} or scene.words[end].opens:
            break
        end += 1
    if scene.next(end) != "and":
        return end
    two = scene.next(end + 1) in {"sons", "company", "brothers"} or _second_trade(scene, end + 1)
    return end + 2 if two else end


def _second_trade(scene: Scene, at: int) -> bool:
    """ "escrow" in "guardian title and escrow", where nothing else of the sentence begins."""
    if scene.low(at - 2) not in cues.HEADS or scene.next(at) not in cues.HEADS - cues.OFFICES:
        return False
    after = scene.next(at + 1)
    apart = not after or is_function(after) or is_past(after)
    return apart and (scene.words[at].capital or not scene.cased)


def _family(scene: Scene, at: int) -> bool:
    listed = scene.low(at) in lists.surnames()
    return listed and not scene.ordinary(at) and not scene.first_name(at)


def _alone(scene: Scene, at: int, strong: bool) -> int:
    person = scene.first_name(at) or scene.next(at + 1) in cues.SAYS
    if not strong or person or scene.kept[at]:
        return at
    if scene.low(at - 1) in {"called", "named"} and not is_function(scene.low(at)):
        return at + 2 if scene.next(at + 1) and scene.strange(at + 1) else at + 1
    if not scene.strange(at):
        return at
    return at + 2 if scene.next(at + 1) and scene.strange(at + 1) else at + 1


def _may_name(scene: Scene, at: int) -> bool:
    low = scene.low(at)
    if (
        is_function(low)
        or low in {"ours", "theirs", "mine", "yours", "same", "whole", "other", "own"}
        or low in cues.MONTHS | cues.DAYS
        or low.isdecimal()
        or low.startswith("i'")
    ):
        return False
    return scene.kept[at] != 1 and low not in cues.DOES


def _names_any(scene: Scene, first: int, last: int, strong: bool) -> bool:
    """Whether one of the words before such as "logistics" can only be a name."""
    lots = range(first, last)
    named = any(
        scene.strange(at)
        or scene.kept[at] == 2
        or (scene.low(at) in lists.surnames() | lists.first_names() and not scene.ordinary(at))
        for at in lots
    )
    return named or (
        strong and scene.low(first - 1) in {"at", "called", "for", "from"} and last > first
    )
