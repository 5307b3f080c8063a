"""Names of companies, by what they end in, what stands before them, and capitals."""

from mockint.masking import cues, lists
from mockint.masking.people import person_at
from mockint.masking.scene import Scene
from mockint.masking.small import after_company, small_at, with_legal
from mockint.masking.worded import partners_at, worded_at
from mockint.rubric.lexicon import is_function

_LONGEST = 7
_BILLED = frozenset("at with from billed called bill by and or not against for it's".split())
_SENT = frozenset("go goes gone going went sent send billed submitted over moved".split())
_BEGINS = frozenset("and so but then because when that if um uh well like what now until".split())
_PAYERS_DO = frozenset(
    "denied denies denying kicked paid pays rejected won't never always sent owed owes wanted "
    "wants went came said says approved recouped changed requires uses switched".split()
)
_JOINERS = frozenset({"and", "of", "the", "de", "for"})
_OF = frozenset("city church bank university college house sisters friends school".split())
_SIDES = frozenset("north south east west northern southern eastern western".split())


def company_at(scene: Scene, at: int) -> int:
    """Where the name of a company that begins at word ``at`` ends; ``at`` where none does."""
    word = scene.words[at]
    if word.low.isdecimal() or word.low == "i":
        return at
    known = lists.companies().at(scene.words, at) or _doubtful(scene, at)
    if known and not scene.own.at(scene.words, at):
        return with_legal(scene, at + known)
    if word.low in {"saint", "st"} and (end := _saint(scene, at)) > at:
        return end
    if (end := _three(scene, at)) > at:
        return end
    if word.capital and not (word.opens and _opening(scene, at)):
        return _by_capitals(scene, at)
    if scene.cased and not after_company(scene, at):
        return at
    return max(small_at(scene, at), partners_at(scene, at), worded_at(scene, at))


def _doubtful(scene: Scene, at: int) -> int:
    """1 for a company whose name is a word, as "target", where only a company can stand."""
    word = scene.words[at]
    if word.low not in lists.worded_companies() or (scene.cased and word.capital):
        return 0
    after, before = scene.next(at + 1), scene.low(at - 1)
    if after and scene.words[at + 1].gap[:1] in {"'", "\u2019"} and before in _BILLED | _BEGINS:
        return 1
    sent = before == "to" and scene.low(at - 2) in _SENT
    if (sent or before in _BILLED) and not word.opens:
        return int(not after or is_function(after))
    begins = word.opens or before in _BEGINS
    return int(begins and after in cues.DOES | _PAYERS_DO)


def _saint(scene: Scene, at: int) -> int:
    """ "saint brendan's hospital", which is no place."""
    if scene.kept[at] == 2 or not scene.next(at + 1) or scene.words[at + 1].gap not in {" ", ". "}:
        return at
    named = scene.first_name(at + 1) or scene.strange(at + 1)
    end = at + 2 if named or scene.low(at + 1) in lists.first_names() else at
    while end > at and scene.next(end) in cues.HEADS:
        end += 1
    return end


def _three(scene: Scene, at: int) -> int:
    """The end of three names after "at" or "the law firm was": "Ashcombe, Pell and Thorne"."""
    before, end = scene.low(at - 1), at + 4
    led = before == "at" or (before in {"was", "is", "called"} and scene.low(at - 2) == "firm")
    if not led or end > len(scene.words) or scene.low(at + 2) != "and":
        return at
    parted = [scene.gap(each) in {" ", ", ", " & "} for each in range(at + 1, end)]
    names = [_partner(scene, each) for each in (at, at + 1, at + 3)]
    return end if all(parted) and all(names) else at


def _partner(scene: Scene, at: int) -> bool:
    """Whether the word may be the surname of somebody a firm is named after."""
    if scene.stays(at) or scene.low(at) in cues.OFFICES or scene.words[at].opens:
        return False
    if scene.cased:
        return scene.words[at].telling
    return scene.strange(at) or scene.low(at) in lists.surnames()


def _opening(scene: Scene, at: int) -> bool:
    """Whether the word at the beginning of a sentence only opens it."""
    word = scene.words[at]
    if is_function(word.low) or word.low in cues.DOES | cues.TELL | cues.CALLED_SO:
        return True
    classes_ly = word.low.endswith("ly") and scene.ordinary(at)
    return classes_ly or bool(scene.kept[at] == 1) or word.low in cues.MONTHS | cues.DAYS


def _run(scene: Scene, at: int) -> int:
    """The end of the words with capitals from ``at`` on, joined by "and" or "of" at most."""
    end = at + 1
    while end < len(scene.words) and end - at < _LONGEST:
        word = scene.words[end]
        if not (word.joined or _owned(scene, end)) or word.opens:
            break
        if word.capital and word.low != "i":
            end += 1
        elif word.low in _JOINERS and _joins(scene, at, end):
            end += 2
        else:
            break
    return end


def _owned(scene: Scene, at: int) -> bool:
    """Whether it goes on after a possessive, as in "Niki's West"."""
    word = scene.words[at]
    plain = scene.kept[at] == 1 or word.low in cues.OFFICES - cues.HEADS or len(word.low) < 3
    return word.gap in {"'s ", "\u2019s "} and word.telling and not plain


def _joins(scene: Scene, first: int, at: int) -> bool:
    """Whether "and" or "of" goes on with a name: "Smith and Sons", "Bank of America"."""
    after = at + 1
    if after >= len(scene.words) or not scene.words[after].telling or not scene.words[after].joined:
        return False
    if scene.low(at) != "and":
        return (
            scene.low(at) != "for"
            and scene.low(at - 1) in cues.HEADS | _OF
            and (not scene.stays(at - 1) or scene.low(at - 1) in _OF)
        )
    if scene.low(after) in cues.HEADS:
        return True
    if _plain_thing(scene, at - 1) and _plain_thing(scene, after):
        return True
    named = scene.first_name(first) or scene.doubtful_name(first) or scene.first_name(after)
    before = scene.low(first - 1)
    firm = before in {"at", "for", "from"} | cues.OF_FIRMS | cues.SURELY_COMPANY
    apart = scene.next(after + 1) in {"at", "from"}
    firm = firm and not apart
    return at <= first + 2 and firm and not named and not scene.stays(first)


def _plain_thing(scene: Scene, at: int) -> bool:
    """Whether it is an ordinary word with a capital that no name, office or term explains."""
    word = scene.words[at]
    if not word.telling or not scene.ordinary(at) or scene.stays(at) or is_function(word.low):
        return False
    return word.low not in cues.OFFICES | lists.first_names() | lists.surnames()


def _by_capitals(scene: Scene, at: int) -> int:
    end = _run(scene, at)
    headed = _head(scene, at, end)
    if headed > at:
        return with_legal(scene, headed)
    legal = with_legal(scene, end)
    if legal > end and not _only_office(scene, at, end):
        return legal
    end = _trimmed(scene, at, end)
    if end == at:
        return at
    if _person_first(scene, at):
        return at
    return end if _is_firm(scene, at, end) else at


def _person_first(scene: Scene, at: int) -> bool:
    return scene.first_name(at) or (scene.doubtful_name(at) and person_at(scene, at) > at)


def _head(scene: Scene, at: int, end: int) -> int:
    """The end of the longest part that ends in such as "Logistics" and is more than an office."""
    for last in range(end, at + 1, -1):
        if scene.low(last - 1) in cues.HEADS and not _only_office(scene, at, last - 1):
            return end if last < end and scene.low(last) in _SIDES | {"and"} else last
    return at


def _only_office(scene: Scene, first: int, last: int) -> bool:
    """Whether nothing there names anything: "Accounts Receivable", "Customer"."""
    return all(
        scene.low(at) in cues.OFFICES | _JOINERS
        or is_function(scene.low(at))
        or scene.kept[at] == 1
        or scene.low(at) in cues.MONTHS | cues.DAYS
        for at in range(first, last)
    )


def _trimmed(scene: Scene, at: int, end: int) -> int:
    """The end without what is rather a month, a program or an office beside the name."""
    while end > at and _beside(scene, at, end - 1):
        end -= 1
    return at if scene.kept[at] == 1 else end


def _beside(scene: Scene, first: int, at: int) -> bool:
    low = scene.low(at)
    if low in cues.MONTHS | cues.DAYS | _JOINERS:
        return True
    named = first < at and not _only_office(scene, first, first + 1) and scene.kept[first] != 2
    named = named and not scene.first_name(first)
    if scene.kept[at] == 1 and low not in _SIDES:
        return not (named and low in cues.OFFICES | cues.HEADS)
    return not named and (scene.stays(at) or low in cues.OFFICES)


def _is_firm(scene: Scene, at: int, end: int) -> bool:
    """Whether words with capitals that end in nothing telling are a company's name."""
    if _only_office(scene, at, end) or all(scene.stays(each) for each in range(at, end)):
        return False
    strong = after_company(scene, at)
    if end - at == 1:
        return _single(scene, at, strong)
    ordinary = any(
        scene.ordinary(each) and scene.low(each) not in lists.surnames() | _JOINERS
        for each in range(at, end)
    )
    joined = any(scene.low(each) == "and" for each in range(at, end))
    joined = joined or any(scene.kept[each] == 2 for each in range(at, end))
    return strong or ordinary or joined


def _single(scene: Scene, at: int, strong: bool) -> bool:
    word = scene.words[at]
    if scene.stays(at) or word.opens or word.low in cues.OFFICES | cues.CALLED_SO | cues.LEGAL:
        return False
    if len(word.text) < 3 or (word.text.isupper() and len(word.text) < 6 and not strong):
        return False
    if scene.low(at - 1) in cues.WITHIN and not scene.first_name(at):
        return False
    if scene.ordinary(at):
        return True
    if strong and scene.low(at - 1) in {"called", "named"}:
        return True
    return strong and scene.next(at + 1) not in cues.SAYS and word.low not in scene.names
