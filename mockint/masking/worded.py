"""Companies named in ordinary words where no capital tells: "at copper kettle", "big sky grocers".

A thing that can be counted has an article in English, and a company has none: what follows "at"
without one is the name of a place or of a company, but for some set phrases (``bare.txt``).
"""

from mockint.masking import cues, lists
from mockint.masking.scene import Scene
from mockint.rubric.lexicon import is_function, is_past

_LONGEST = 5
_UNHEADED = 3
"""Words a name has at most that ends in nothing telling."""
_GOOD = frozenset(
    "good great better best bad terrible excellent skilled expert look looks looked looking stare "
    "mad yell yelled yelling laugh laughed arrive arrives arrived point".split()
)
_WORKED = frozenset("work worked working works temp temped temping job biller clerk bill".split())
_ENDINGS = ("ly", "ing")
_DETERMINERS = frozenset(
    "the a an my our your his her its their this that these those each every another any some no "
    "both other all one more most many much".split()
)
_OWNED = frozenset("ours theirs mine yours ones example owns runs bought".split())
_OF = frozenset("city church bank town village county school house sisters friends".split())
_SONS = frozenset("sons daughters brothers associates partners company".split())
_NO_LETTERS = frozenset("p&l q&a r&d a&b t&e g&a o&m m&a h&p x&y a&p i&o e&o".split())
_STOPS = frozenset(
    "everyone everybody someone somebody anyone anybody nobody same whole other own bunch lot "
    "back again today yesterday tomorrow away last next every once still".split()
)


def worded_at(scene: Scene, at: int) -> int:
    """Where a company's name that begins at word ``at`` ends, in small letters; else ``at``."""
    if scene.cased or not _nominal(scene, at) or scene.words[at].opens:
        return at
    led = _led(scene, at)
    if not led and not _bounded(scene, at) and not _incorporated(scene, at):
        return at
    end = _run(scene, at)
    headed = _headed(scene, at, end, led or scene.low(at - 1) in cues.SURELY_COMPANY)
    if headed > at or not led:
        return _joined(scene, at, headed) if headed > at else at
    if scene.first_name(at) or scene.doubtful_name(at):
        return at
    return _joined(scene, at, _unheaded(scene, at, end))


def _nominal(scene: Scene, at: int) -> bool:
    """Whether the word may be one of a name."""
    low = scene.low(at)
    if is_function(low) or low.isdecimal() or lists.is_numeral(low) or len(low) < 2:
        return False
    verb = low in cues.DOES | cues.TELL | _STOPS | _OWNED and low not in cues.HEADS
    return not verb and low not in cues.MONTHS | cues.DAYS and "'" not in low


def _led(scene: Scene, at: int) -> bool:
    """Whether a company must follow: "at", "a company called", "worked for"."""
    before, earlier, low = scene.low(at - 1), scene.low(at - 2), scene.low(at)
    if scene.words[at].gap.strip() or low in lists.bare() | cues.OFFICES or scene.kept[at] == 1:
        return False
    if before == "at":
        return earlier not in _GOOD
    if before in {"called", "named"}:
        return earlier in cues.SURELY_COMPANY | cues.PLACES
    if before in {"for", "with"}:
        return earlier in _WORKED
    return before == "joined"


def _bounded(scene: Scene, at: int) -> bool:
    """Whether no article and no other word of a larger phrase stands before."""
    before = scene.low(at - 1)
    if before in _DETERMINERS or scene.low(at) in _DETERMINERS:
        return False
    verb = is_past(before) or before in cues.DOES | cues.TELL
    beside = before in cues.SURELY_COMPANY | _OWNED | {"ones"}
    return not before or is_function(before) or verb or beside


def _incorporated(scene: Scene, at: int) -> bool:
    """Whether "inc" or "llc" follows soon, whatever stands before."""
    ahead = [scene.next(each) for each in range(at + 1, min(at + 4, len(scene.words)))]
    return not {"inc", "llc", "ltd", "corp", "incorporated"}.isdisjoint(ahead)


def _run(scene: Scene, at: int) -> int:
    end = at + 1
    while end < len(scene.words) and end - at < _LONGEST:
        word = scene.words[end]
        of = end == at + 1 and word.low == "of" and scene.low(at) in _OF
        if not word.joined or word.opens or not (of or _nominal(scene, end)):
            break
        end += 1
    return end


def _headed(scene: Scene, at: int, end: int, led: bool) -> int:
    """The end with such as "grocers", where that and the word before are no ordinary pair."""
    for last in range(end, at + 1, -1):
        head, before = scene.low(last - 1), scene.low(last - 2)
        led = led or scene.low(at + 1) == "of"
        telling = head in (cues.HEADS - cues.THINGS if led else cues.NAMING)
        if telling and (last - at > 2 or f"{before} {head}" not in lists.pairs()):
            named = [each for each in range(at, last - 1) if scene.low(each) not in cues.OFFICES]
            kept = scene.kept[last - 1] == 1 and scene.kept[last - 2] == 1
            return _legal(scene, last) if named and not kept else at
    return at


def _legal(scene: Scene, end: int) -> int:
    while scene.next(end) in cues.LEGAL - {"company"}:
        end += 1
    return end


def _unheaded(scene: Scene, at: int, end: int) -> int:
    """The end of a name that ends in nothing telling: before what is rather a verb."""
    last = at + 1
    while last < min(end, at + _UNHEADED):
        low = scene.low(last)
        if is_past(low) or low.endswith(_ENDINGS) or low in cues.ROLES | cues.DEPARTMENTS:
            break
        last += 1
    return last


def _joined(scene: Scene, at: int, end: int) -> int:
    """With "and vine" taken in, where nothing else of the sentence can begin there."""
    other = end + 1
    if scene.next(end) not in {"and", "&"} or end - at > 2 or not scene.next(other):
        return end
    after = scene.next(other + 1)
    plain = _nominal(scene, other) and not scene.first_name(other)
    return other + 1 if plain and (not after or is_function(after)) else end


def partners_at(scene: Scene, at: int) -> int:
    """Where two names joined by "and" end, or a name and "and sons"; else ``at``."""
    second = at + 2 if scene.next(at + 1) == "and" else at + 1
    if not scene.next(second) or (second == at + 1 and scene.words[second].gap != " & "):
        return at
    if len(scene.low(at)) == 1 and len(scene.low(second)) == 1:
        return _letters(scene, at, second)
    if scene.cased:
        return at
    if scene.low(second) in _SONS - {"company"} and _nominal(scene, at) and not scene.kept[at]:
        return second + 1 if scene.low(at - 1) not in _DETERMINERS else at
    if scene.low(at - 1) not in cues.OF_FIRMS or scene.first_name(at) or scene.first_name(second):
        return at
    sure = [scene.strange(each) or _surname(scene, each) for each in (at, second)]
    other = scene.low(second) in lists.surnames() or _nominal(scene, second)
    apart = scene.next(second + 1) and not is_function(scene.low(second + 1))
    return second + 1 if all(sure) or (sure[0] and other and not apart) else at


def _surname(scene: Scene, at: int) -> bool:
    return scene.low(at) in lists.surnames() and not scene.stays(at) and not scene.ordinary(at)


def _letters(scene: Scene, at: int, second: int) -> int:
    """ "b and l trucking"."""
    said = f"{scene.low(at)}&{scene.low(second)}"
    apart = scene.words[at].gap.strip("\n ") or len(scene.low(at - 1)) == 1
    if apart or said in _NO_LETTERS or not said.replace("&", "").isalpha():
        return at
    end = second + 1
    if scene.low(at) in {"a", "i"} and scene.next(end) not in cues.HEADS:
        return at
    while end < len(scene.words) and scene.next(end) in cues.HEADS:
        end += 1
    return end
