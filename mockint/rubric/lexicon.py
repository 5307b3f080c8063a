"""Word lists: which classes a word belongs to. Cues name the classes in capitals."""

from functools import lru_cache

_LISTS = {
    "I": "i we",
    "ME": "me us",
    "MY": "my our",
    "YOU": "you",
    "THEY": "he she they it",
    "THIS": "this that these those there",
    "DET": "the a an my our your his her its their this that these those each every another any "
    "some no both",
    "WHO": "who which what whoever whatever",
    "PREP": "of in on at by for with from to into onto about against between through during "
    "within without under over across behind per via toward towards upon off out",
    "AND": "and but or so because since although though while when whenever if unless until "
    "before after then once whereas yet as that than plus",
    "START": "and but so because when while then although though if unless until once after "
    "before since whereas plus however finally eventually afterwards meanwhile luckily "
    "fortunately unfortunately instead anyway",
    "BE": "am is are was were be been being 'm 're ain",
    "WAS": "was were",
    "IS": "am is are 'm 're",
    "HAVE": "have has had 've having",
    "MODAL": "will 'll can may must should might shall could would gonna",
    "NOT": "not n't never no nothing nobody none neither nor without",
    "ADV": "just also then only really actually basically immediately quickly finally eventually "
    "always usually typically normally generally often sometimes never still even already "
    "first personally simply probably definitely all both each myself ourselves themselves "
    "certainly mostly recently originally initially ultimately carefully kindly honestly "
    "ever not n't once again literally promptly right successfully manually currently "
    "regularly very pretty quite so instead almost nearly now soon later kinda sorta too",
    "HABIT": "always usually typically normally generally often sometimes regularly whenever "
    "daily weekly monthly routinely constantly everyday",
    "SEQ": "first firstly second secondly third thirdly next then lastly finally step",
    "SAY": "said told asked explained thought knew realized realised noticed figured found felt "
    "saw discovered heard learned learnt agreed confirmed believed showed hoped meant think "
    "know believe say feel see guess sure understand understood admitted decided mentioned",
    "BOSS": "boss manager supervisor director controller cfo ceo lead leadership owner "
    "management head principal partner chief coach teacher",
    "THANK": "thanked praised appreciated complimented congratulated recognized recognised "
    "promoted commended",
    "GLAD": "happy glad pleased thrilled satisfied relieved delighted grateful impressed proud "
    "amazed",
    "DOWN": "dropped fell decreased declined shrank shrunk reduced cut lowered halved trimmed "
    "slashed cutting reducing lowering shaved shortened drop reduction decrease",
    "UP": "increased rose grew improved climbed jumped doubled tripled quadrupled boosted raised "
    "gained exceeded beat increasing improving raising boosting increase improvement",
    "GAIN": "recovered collected saved recouped retained earned generated eliminated secured "
    "avoided prevented resolved recovering collecting saving eliminating avoiding preventing "
    "achieved delivered restored cleared",
    "PAID": "paid settled approved reimbursed refunded credited accepted signed renewed posted "
    "passed cleared closed resolved fixed delivered completed finished shipped restored "
    "recovered corrected",
    "BAD": "problem issue error mistake complaint dispute discrepancy backlog mess delay "
    "shortage conflict confusion deadline outage challenge errors mistakes complaints issues "
    "problems delays disputes crisis trouble mismatch duplicate overdue behind wrong missing "
    "late angry upset furious frustrated unhappy broken short stuck overwhelmed",
    "JOB": "job role task responsibility goal assignment objective duty mission target "
    "responsibilities challenge priority",
    "PLACE": "job company firm office store shop hospital clinic school restaurant warehouse "
    "agency bank startup team department role position internship employer hotel plant site "
    "college university factory branch",
    "TIME": "day days week weeks month months year years quarter quarters morning afternoon "
    "evening summer winter spring fall autumn night hour hours monday tuesday wednesday "
    "thursday friday saturday sunday weekend january february march april june july august "
    "september october november december christmas time",
    "SOLVE": "fix solve resolve sort clear handle figure reduce improve correct recover collect "
    "finish complete deliver close get find make bring reconcile clean train lead keep build "
    "decide meet manage organize organise investigate help convince prepare ensure cover",
    "OUTING": "resulting saving bringing reducing cutting leading increasing improving "
    "recovering meaning freeing allowing eliminating",
    "TRAIT": "organized organised detail-oriented reliable hardworking motivated dedicated "
    "passionate patient flexible punctual honest focused creative adaptable careful thorough "
    "meticulous dependable calm driven friendly fast efficient perfectionist player learner "
    "communicator person worker thinker oriented",
    "TOOL": "excel quickbooks netsuite sap oracle sage xero vlookup xlookup pivot formulas formula "
    "spreadsheet spreadsheets software sql python freshbooks zoho salesforce tableau outlook",
    "UM": "um uh er erm hmm mm uhm umm uhh ah eh hm mhm",
    "DENY": "used worked seen heard touched done handled tried had learned needed",
}
PARTS_NAMES = frozenset(
    "situation situations task tasks action actions result results star outcome outcomes "
    "goal goals background context".split()
)
_IRREGULAR = """
was were had did went said told made took got gave came saw knew thought found kept left felt
put brought began showed sent built ran wrote spoke met paid led read held spent lost won taught
caught bought sold dealt understood stood sat rose fell grew drew threw broke chose drove ate
flew forgot forgave froze heard hid hit hurt laid lent let lit meant rode rang sang sank set shook
shot shut slept slid split spread stole stuck struck swore swept swam taken tore woke wore wound
withdrew became cut cost dug fought fed hung overcame oversaw undertook rebuilt redid rewrote
reran resent sought bent bound led lay learnt spelt burnt dreamt mistook withheld upheld quit bet
cast beat bit blew outdid undid reset offset broadcast forecast split figured overheard underwent
""".split()
_SAME = frozenset(
    "put read let set hit hurt shut split spread cut cost quit bet cast beat reset offset "
    "broadcast forecast".split()
)
_NOT_PAST = frozenset(
    "need speed indeed hundred red bed feed seed deed weed exceed proceed succeed bleed "
    "breed shed sled wed embed unpaid naked sacred wicked kindred based detailed related "
    "overpaid underpaid bored tired excited interested experienced motivated dedicated "
    "complicated unrelated so-called unapplied automated advanced certified accrued ted fred ned "
    "supposed sped medicaid med ed organised organized limited unlimited talented "
    "varied married retired united skilled licensed qualified prepaid mixed unexpected "
    "oriented detail-oriented aged accomplished dated outdated".split()
)
_PARTICIPLES = frozenset(
    "been done gone seen taken given known shown written spoken driven chosen broken grown "
    "begun become come run drawn eaten fallen flown forgotten gotten hidden thrown worn woken "
    "stolen sworn torn undergone overcome redone undone overseen".split()
)
_NOT_ADVERB = frozenset(
    "family supply reply apply july assembly imply rely comply multiply italy monopoly reapply "
    "resupply friendly daily weekly monthly yearly quarterly elderly".split()
)
_STATES = frozenset(
    "was were had knew wanted needed thought felt seemed liked loved hated believed understood "
    "lived meant owed cost existed belonged contained included involved consisted looked "
    "appeared remained heard remembered used supposed hoped lacked mattered "
    "worried expected required saw".split()
)
_HAPPENED = frozenset(
    "happened noticed found realized realised discovered received inherited joined started got "
    "came calmissed lost forgot broke crashed failed left quit resigned "
    "complained hired arrived learned learnt worked".split()
)


def _by_word() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for name, words in _LISTS.items():
        for word in words.split():
            found.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


_CLASSES = _by_word()
_IRREGULAR_PAST = frozenset(_IRREGULAR)
_NOTHING: frozenset[str] = frozenset()


@lru_cache(maxsize=8192)
def classes_of(word: str) -> frozenset[str]:
    """The classes of one lower-case word, ``PAST`` and its kin included."""
    return _CLASSES.get(word, _NOTHING) | _verb_classes(word)


def _verb_classes(word: str) -> frozenset[str]:
    classes = set()
    if is_past(word):
        classes.add("PAST")
        if word in _STATES:
            classes.add("STATE")
        elif word in _HAPPENED:
            classes.add("HAPPENED")
        else:
            classes.add("DID")
    if is_past(word) or word in _PARTICIPLES:
        classes.add("DONE")
    if word.endswith("ing") and len(word) > 5:
        classes.add("ING")
    if word.endswith("ly") and len(word) > 4 and word not in _NOT_ADVERB:
        classes.add("ADV")
    return frozenset(classes)


def is_past(word: str) -> bool:
    """Whether the word can be a verb in the simple past."""
    if word in _IRREGULAR_PAST:
        return True
    return word.endswith("ed") and len(word) > 3 and word not in _NOT_PAST


def is_same(word: str) -> bool:
    """Whether the verb's past looks like its present ("put")."""
    return word in _SAME


def is_function(word: str) -> bool:
    """Whether the word belongs to the grammar rather than to the content."""
    return word in FUNCTION_WORDS


FUNCTION_WORDS = frozenset(
    " ".join(
        _LISTS[name]
        for name in (
            "I",
            "ME",
            "MY",
            "YOU",
            "THEY",
            "THIS",
            "DET",
            "WHO",
            "PREP",
            "AND",
            "BE",
            "HAVE",
            "MODAL",
            "NOT",
            "UM",
        )
    ).split()
) | frozenset(
    "him them her his us did do does 's 'd 've 'll 're just also really very there here how why "
    "where up down too out back more most much many like well yeah yes okay ok get got go went "
    "all one other time know said maybe sure fine whatever guess right thing things something "
    "anything nothing stuff bit lot".split()
)


def known_classes() -> frozenset[str]:
    """Every class a cue may name."""
    return frozenset(_LISTS) | {
        "PAST", "STATE", "HAPPENED", "DID", "DONE", "ING", "AMOUNT", "CHANGE",
        "YEARS",
    }  # fmt: skip
