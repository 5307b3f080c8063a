"""Names that are also words, months or places: "Bill", "May", "Jordan"."""

from mockint.masking import cues
from mockint.masking.scene import Scene
from mockint.rubric.lexicon import is_function, is_past

_PRESENT = frozenset(
    "we i to you they 'll can could should not must would don't didn't let".split()
)
POINTING = frozenset(
    "the a an my our your his her their this that every each one no any some another to we i they "
    "you of per which what old new first last next late same whole good full big past-due".split()
)
_VERBS = frozenset("bill mark will may page chase sue rob charge grant drew hope love".split())
_WORDY: dict[str, tuple[str, str]] = {
    "grace": ("a the of good with his her no", "period periods days window under"),
    "frank": ("be very to was more quite being pretty been perfectly", "with about talk question"),
    "art": ("the an of fine this no state", "of"),
    "penny": ("a one the every last each per of to single", "on"),
    "dean": ("the a our", "of"),
    "rob": ("to", "us the them people"),
    "sue": ("to can could would will going gonna", "us them me him her you over for the somebody"),
    "max": ("the to at", "out"),
    "faith": ("in good have of bad", "in"),
    "mason": ("a the", ""),
    "clay": ("of the in red", ""),
    "cliff": ("a the fiscal", "face"),
    "ginger": ("of the some fresh", "ale tea"),
    "ivory": ("the of in", ""),
    "rose": (
        "a the it they prices costs numbers which that revenue sales and we rates collections "
        "volume red",
        "to from by steadily quickly up garden gold",
    ),
    "drew": ("i we he she they it and that which who", "up a the on from my"),
    "charity": ("a the to for of this that our any local", "care write applications work"),
    "candy": ("of the some a hard eye", "bar store"),
    "autumn": ("in this last the next every early late", ""),
    "dolly": ("a the hand", ""),
    "marina": ("a the our this that", ""),
    "queen": ("a the", ""),
    "porter": ("a the night", ""),
    "berry": ("a the", ""),
    "buddy": ("a my the his her old good", "of"),
    "precious": ("so very the", "time little"),
    "hunter": ("a the", ""),
}
"""Names that are words as well: what stands before and after them where they are words."""
_LEADING_TO = frozenset(
    "in from to at of through for the a an our this and or between around across toward via both "
    "all over into northern southern eastern western north south east west leave left visit "
    "downtown central new speak spoke speaks learn learned".split()
)
_ACTS = cues.DOES - frozenset(
    "is was has had would did does um uh from in over and also still just needs needed started "
    "came runs used usually always never".split()
)
_JOINING = frozenset("and for or that this".split())
_MADE = frozenset("got get had have let made make gets".split())
_BESIDE = frozenset("with by and then so because but when like".split())
_PREMISES = frozenset(
    "office offices branch warehouse area plant location site team store stores region market "
    "county airport and or to".split()
)
_LED = frozenset("like said says goes hey".split())
_ADDRESSED = frozenset("i you we will can did".split())
_PAUSES = frozenset({"um", "uh", "and", ""})


def is_name(scene: Scene, at: int) -> bool:
    """Whether a word that may be a name is one where it stands."""
    word = scene.words[at]
    said = scene.next(at + 1) in cues.SAYS
    if beside_me(scene, at) or _acts(scene, at):
        return True
    if scene.named_month(at) and word.low not in scene.names and not said:
        return False
    followed = _by_surname(scene, at)
    if word.telling:
        if scene.stays(at):
            if scene.low(at) in cues.MONTHS and scene.low(at - 1) in {"with", "told", "asked"}:
                return True
            month = scene.low(at - 1) in cues.IN_MONTH - {"and", "for"}
            known = word.low in scene.names and (not month or scene.next(at + 1) in cues.DOES)
            known = known or scene.low(at - 1) == "me" or _no_place(scene, at)
            return followed or known or _cued(scene, at, cues.SAYS)
        return True
    if scene.cased and not word.capital:
        return False
    if word.opens and word.capital:
        known = word.low in scene.names
        verbs = cues.DOES if known or not scene.stays(at) else cues.SAYS
        asked = scene.next(at + 1) in {"will", "can", "did", "may"} and not known
        past = is_past(scene.next(at + 1)) and word.low not in _VERBS and not scene.stays(at)
        whose = scene.gap(at + 1)[:2] in {"'s", "\u2019s"} and not scene.stays(at)
        return followed or past or whose or (_cued(scene, at, verbs) and not asked)
    if scene.low(at - 1) in _PRESENT and not followed:
        return False
    if followed and scene.low(at - 1) not in _PRESENT | POINTING:
        return True
    return _small(scene, at)


def beside_me(scene: Scene, at: int) -> bool:
    """Whether only a person can stand there: "me and X", "X and I", "my boss was X"."""
    before, after = scene.low(at - 1), scene.next(at + 1)
    earlier, later = scene.low(at - 2), scene.next(at + 2)
    if before == "and" and earlier in {"me", "myself"}:
        return not is_function(scene.low(at))
    if after == "and" and later in {"i", "i'd", "i'm", "i'll", "myself"}:
        return before not in _PRESENT | POINTING | _LEADING_TO
    if before in {"was", "is", "named"} and earlier in cues.ROLES | {"name"}:
        return not after or is_function(after) or after in cues.DOES
    thanked = before == "to" and earlier in {"thanks", "talked", "talking", "spoke", "listened"}
    person = after == "is" and later in {"my", "our"} and before not in POINTING
    return thanked or (person and scene.next(at + 3) in cues.ROLES)


def _acts(scene: Scene, at: int) -> bool:
    """Whether a place or a month does what only people do: "so austin handed me"."""
    stays = scene.kept[at] == 2 or scene.low(at) in cues.MONTHS - {"may", "march"}
    before, after = scene.low(at - 1), scene.next(at + 1)
    led = (
        before in _LEADING_TO - {"and"} | POINTING | _PRESENT or before in cues.IN_MONTH - _JOINING
    )
    return stays and after in _ACTS and (not led or scene.words[at].opens)


def _no_place(scene: Scene, at: int) -> bool:
    """Whether a name that is also a place stands where no place would: "with Charlotte"."""
    if scene.kept[at] != 2:
        return False
    before, gap = scene.low(at - 1), scene.words[at].gap
    led = before in _LEADING_TO or before in cues.WITHIN or gap.strip() == ","
    beside = at + 1 < len(scene.words) and scene.kept[at + 1] == 2
    return not led and not beside and scene.kept[at - 1] != 2


def _small(scene: Scene, at: int) -> bool:
    """The same in small letters, where nothing but the words around it can tell."""
    word, before, after = scene.words[at], scene.low(at - 1), scene.next(at + 1)
    known = word.low in scene.names
    if before in cues.TELL and (after in _PAUSES or is_function(after)):
        return word.low not in {"will", "may"} or known
    if before in cues.ROLES | cues.NAMED and word.low not in _VERBS:
        return True
    if word.low in _WORDY:
        befores, afters = (lot.split() for lot in _WORDY[word.low])
        return before not in befores and after not in afters
    if known and (_among(scene, at) or (before in _LED and after in _ADDRESSED)):
        return True
    if known and (before in cues.ROLES | {"with"} or (before in _MADE and after == "to")):
        return True
    if scene.kept[at] == 2 and _no_place(scene, at) and before in _BESIDE | cues.TELL:
        return after not in _PREMISES
    if _among(scene, at) and after in {"the", "our", "my"} and scene.low(at + 2) in cues.ROLES:
        return True
    if _months(scene, at):
        return True
    if _among(scene, at) and after in cues.DOES | {"were"}:
        return True
    if after == "who" and before not in POINTING | _PRESENT:
        return True
    verbs = cues.DOES if known else cues.SAYS
    told = after in verbs and before not in POINTING | _PRESENT
    if known and word.low not in _VERBS and before not in POINTING | _PRESENT:
        return told or after in _PAUSES
    return (told and after in cues.SAYS) or (from_office(scene, at) and before not in POINTING)


def _months(scene: Scene, at: int) -> bool:
    """Whether "april" stands beside "june", who is somebody."""
    other = at + 2 if scene.next(at + 1) == "and" else at - 2
    beside = scene.low(other) in cues.MONTHS and scene.low(other) in scene.names
    return beside and scene.low((at + other) // 2) == "and" and scene.low(at) in cues.MONTHS


def _among(scene: Scene, at: int) -> bool:
    """Whether it stands beside another name: "pat and sue", "rich and art were"."""
    if scene.low(at - 1) == "and" and at > 1:
        other = at - 2
    elif scene.next(at + 1) == "and" and at + 2 < len(scene.words):
        other = at + 2
    else:
        return False
    if scene.first_name(other) or scene.low(other) in scene.names:
        return True
    after = scene.next(max(at, other) + 1)
    return scene.doubtful_name(other) and not scene.stays(other) and after == "were"


def _cued(scene: Scene, at: int, verbs: frozenset[str]) -> bool:
    before, after = scene.low(at - 1), scene.next(at + 1)
    beside = before in cues.TELL | cues.ROLES | cues.NAMED and not scene.words[at].opens
    return beside or after in verbs or from_office(scene, at)


def from_office(scene: Scene, at: int) -> bool:
    """Whether "from accounting", "over in credit" follows."""
    here = at + 1
    here += scene.next(here) in {"over", "down", "up"}
    here += scene.next(here) in {"in", "from", "at"}
    if here == at + 1 or scene.next(here - 1) in {"over", "down", "up"}:
        return False
    here += scene.next(here) in {"the", "our"}
    return scene.next(here) in cues.DEPARTMENTS


def _by_surname(scene: Scene, at: int) -> bool:
    """Whether the next word can only be a surname to it, written in the same manner."""
    following = at + 1
    if not scene.next(following) or not touching(scene, following):
        return False
    if scene.cased:
        both = scene.words[at].capital and scene.words[following].telling
        return both and scene.surname(following)
    return scene.surname(following) and scene.low(at - 1) not in _PRESENT


def touching(scene: Scene, at: int) -> bool:
    """Whether nothing parts the word from the one before."""
    gap = scene.words[at].gap
    return gap in {" ", "-", "\u2010", "\u2011"} and not scene.words[at].opens
