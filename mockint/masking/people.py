"""Names of people, by lists, titles, capitals and what stands beside them."""

from mockint.masking import cues, lists
from mockint.masking.doubtful import POINTING, from_office, is_name, touching
from mockint.masking.scene import Scene
from mockint.rubric.lexicon import is_function

_LONGEST = 5
_ARTICLES = frozenset(
    "a an this these those some any no each every very too so more most less really".split()
)
_ENDINGS = tuple(
    "ing ed ly ness tion sion tions able ible ful less ments ism ists ize ized izes ities ive ical "
    "like ology proof".split()
)
_SYLLABLES = frozenset(
    "ok no so hi oh um uh ah eh hr it ar ap gl vp pa ma yo ha am pm or i".split()
)
_INTRODUCED = frozenset("is was were gentleman lady woman man with by mr mrs ms".split())
_NO_SURNAME = frozenset(
    "will may can could would should left read wait best early late long back way day love mark "
    "bill page call rich self young cash price field case major close".split()
)


def person_at(scene: Scene, at: int) -> int:
    """Where the name of a person that begins at word ``at`` ends; ``at`` where none does."""
    first = _before_name(scene, at)
    if first == at and not _begins(scene, at):
        return _spelled(scene, at)
    return _extended(scene, first + 1)


def _before_name(scene: Scene, at: int) -> int:
    """The index of the first name after "Big" or an initial, else ``at``."""
    word, following = scene.words[at], scene.next(at + 1)
    if not following:
        return at
    if not scene.cased:
        named = _nick_or_letter(scene, at)
        return at + 1 if named else at
    if not scene.words[at + 1].telling:
        return at
    nick = word.low in cues.NICKS and not scene.stays(at) and (word.telling or not scene.cased)
    if nick and (scene.first_name(at + 1) or scene.doubtful_name(at + 1)):
        return at + 1
    initial = len(word.text) == 1 and word.capital and len(following) > 1
    dotted = scene.words[at + 1].gap.strip() == "."
    return at + 1 if initial and dotted and not scene.stays(at + 1) else at


def _nick_or_letter(scene: Scene, at: int) -> bool:
    """In small letters: "big mike", "p anagnostou"."""
    low = scene.low(at)
    if low in {"big", "little", "lil"}:
        initial = len(scene.low(at + 1)) == 1 and scene.low(at + 1) not in {"a", "i"}
        return initial or scene.first_name(at + 1)
    if len(low) == 2 and scene.first_name(at + 1) and touching(scene, at + 1):
        plain = low in _SYLLABLES or is_function(low) or scene.stays(at)
        return low.isalpha() and not plain and low not in cues.TITLES | cues.DEPARTMENTS
    letter = len(low) == 1 and low.isalpha() and low not in {"a", "i"}
    return letter and scene.low(at - 1) in {"a", "by", "from", "named"} and scene.strange(at + 1)


def _begins(scene: Scene, at: int) -> bool:
    word = scene.words[at]
    if word.low.isdecimal() or word.low == "i":
        return False
    if _titled(scene, at):
        return not is_function(word.low) and word.low not in cues.ROLES
    if scene.first_name(at):
        return True
    if scene.doubtful_name(at):
        return is_name(scene, at)
    if scene.kept[at] or word.low in cues.OFFICES | cues.CALLED_SO:
        return False
    return _strange(scene, at)


def _titled(scene: Scene, at: int) -> bool:
    before = scene.low(at - 1)
    if before not in cues.CALLED_SO or at == 0 or scene.words[at].gap.strip(" .") or scene.kept[at]:
        return False
    if before in {
        "miss",
        "dear",
        "sir",
        "madam",
        "judge",
        "nurse",
        "coach",
        "officer",
        "doctor",
        "captain",
    }:
        return scene.words[at].telling or scene.first_name(at) or scene.strange(at)
    if scene.words[at].telling or scene.first_name(at):
        return True
    worded = scene.ordinary(at) and scene.low(at) not in lists.surnames() | lists.first_names()
    return before in cues.TITLES and not worded


def _strange(scene: Scene, at: int) -> bool:
    """A word no list knows, or an ordinary one with a capital that only a name would have."""
    word = scene.words[at]
    if word.low in scene.names and not scene.ordinary(at):
        return True
    if not scene.strange(at):
        known = word.telling and word.low in scene.names
        return known and not scene.stays(at)
    if word.capital:
        if word.opens and (word.low in scene.small or not scene.next(at + 1)):
            return word.low in lists.surnames()
        within = scene.low(at - 1) in cues.WITHIN and not word.opens
        return not within or word.low in lists.surnames()
    before = scene.low(at - 1)
    if before == "the" and word.low.endswith("s") and word.low[:-1] in lists.surnames():
        return True
    near = before in cues.TELL | cues.ROLES | cues.NAMED or _pair(scene, at)
    said = scene.next(at + 1) in cues.SAYS or from_office(scene, at)
    if near or _after_is(scene, at) or (said and before not in POINTING - {"this", "to"}):
        return True
    return not scene.cased and not _plain(scene, at)


def _plain(scene: Scene, at: int) -> bool:
    """Whether a word no list knows is still rather a rare word than a name."""
    word, before = scene.words[at], scene.low(at - 1)
    if before in _ARTICLES or before in cues.WITHIN or before.isdecimal():
        return True
    return word.low.endswith(_ENDINGS) or scene.low(at - 1) == scene.low(at + 1)


def _pair(scene: Scene, at: int) -> bool:
    """Whether two words nobody knows stand side by side: "paraskevi anagnostou"."""
    beside = at + 1 < len(scene.words) and touching(scene, at + 1) and scene.strange(at + 1)
    return beside and scene.low(at + 1) not in cues.HEADS


def _after_is(scene: Scene, at: int) -> bool:
    """ "my manager was kenji", "her name is ngozi"."""
    before = scene.low(at - 1) in {"is", "was", "named", "called"}
    return before and scene.low(at - 2) in cues.ROLES | {"name", "named"}


def _extended(scene: Scene, at: int) -> int:
    """The end of the name whose first word ends before ``at``."""
    end, first = at, at - 1
    while end < len(scene.words) and end - first < _LONGEST:
        step = _step(scene, end, end == at)
        if not step:
            break
        end += step
    return end


def _step(scene: Scene, at: int, second: bool) -> int:
    """How many words the name goes on for at ``at``: a surname, a particle with one, an initial."""
    if at >= len(scene.words) or scene.words[at].opens:
        return 0
    word = scene.words[at]
    if touching(scene, at):
        if _goes_on(scene, at, second):
            return 1
        particles = 0
        while scene.next(at + particles) in cues.PARTICLES and particles < 3:
            particles += 1
        if particles and at + particles < len(scene.words) and touching(scene, at + particles):
            return particles + 1 if _goes_on(scene, at + particles, second) else 0
        if len(word.text) == 1 and word.capital and word.low != "i":
            return 2 if scene.next(at + 1) and _initialled(scene, at + 1) else 0
        if not scene.cased and len(word.low) == 1 and word.low.isalpha() and word.low not in "ai":
            return 2 if scene.next(at + 1) in lists.surnames() else 0
    return 1 if word.gap == ", " and word.low in {"jr", "sr"} else 0


def _initialled(scene: Scene, at: int) -> bool:
    return scene.words[at].gap in {" ", ". "} and scene.words[at].telling and not scene.stays(at)


def _goes_on(scene: Scene, at: int, second: bool) -> bool:
    """Whether the word is more of a name; an ordinary one only where it is the ``second``."""
    word = scene.words[at]
    if scene.cased and word.capital != scene.words[at - 1].capital and not word.capital:
        return word.gap == "-" and len(word.low) > 2 and not scene.ordinary(at)
    if scene.stays(at) and not (word.telling and word.low in lists.surnames()):
        return False
    if word.low in cues.DEPARTMENTS | cues.LEGAL and not word.telling:
        return False
    known = scene.cased and second and word.telling and word.low in lists.surnames()
    if known or scene.surname(at) or scene.first_name(at):
        return True
    told = scene.low(at - 2) in cues.ROLES | cues.NAMED | _INTRODUCED
    usual = second and word.low in lists.surnames() and (told or word.low not in _NO_SURNAME)
    return usual and not scene.cased and not is_function(word.low) and word.low not in cues.OFFICES


def _spelled(scene: Scene, at: int) -> int:
    """The end of a name spelled letter by letter after "spelled" or "name"; else ``at``."""
    end = at
    while (
        end < len(scene.words) and len(scene.words[end].low) == 1 and scene.words[end].low.isalpha()
    ):
        if end > at and scene.words[end].gap.strip(" -.,"):
            break
        end += 1
    if end - at < 3:
        return at
    said = "".join(word.low for word in scene.words[at:end])
    before = {scene.low(back) for back in range(max(0, at - 10), at)}
    spelled = before & {"spelled", "spell", "spells", "spelling", "surname", "name", "names"}
    return end if spelled or said in scene.names else at
