"""Short words in capitals: which of them are said letter by letter, and how to write that.

espeak-ng 1.52 says AR, AP, PO, ACH, EFT, EDI, ERP, ROI and EOB as words.
"""

import re

WORDLIKE = """
AJAX ASAP CAPM CARC COGS COSO CRUD EBIT FASB FICA FIFO FUTA GAAP JIRA JSON LAN LEAN LIFO MIPS NASA
NATO PIN RAID RAM RARC REST SAAS SAP SIM SOAP SOX STAR SUTA SWOT UNIX WACC WAN WIP YAML ZIP
II III IV VI VII VIII IX XI XII
"""
"""Said as a word or a number."""

STRESSED = """
ALL ALSO AN AND ANY ARE AS AT BE BEEN BEST BOTH BUT BY CAN DAY DID DO DOES DON DONE EACH EVEN EVER
FOR FROM GET GOOD HAD HAS HAVE HE HER HIM HIS HOW IF IN INTO IS JUST KEY LESS LONG MANY MAY ME MORE
MOST MUCH MUST MY NEED NEW NEXT NO NOT NOTE NOW OF OFF ON ONCE ONE ONLY OR OUR OUT OVER OWN REAL SAY
SHE SO SOME STEP STOP TELL THAN THAT THE THEM THEN THEY THIS TIME TO TOO TRUE TWO UP USE VERY WAS WE
WELL WERE WHAT WHEN WHO WHY WILL WITH YES YET YOU YOUR
"""
"""Ordinary words that somebody wrote in capitals to stress them."""

_WORDS = frozenset((WORDLIKE + STRESSED).split())
_STRESSED = frozenset(STRESSED.split())
_CAPITALS = re.compile(
    r"(?<![A-Za-z0-9&'])(?P<word>[A-Z]{2,4})"
    r"(?:(?P<plural>'?s)(?![a-z])|(?![A-Za-z&'])(?P<joined>-(?=\d))?)"
)


def spelled(line: str) -> str:
    """``line`` with initials written so that a voice spells them; if shouted, in small letters."""
    words = re.findall(r"[A-Za-z]{2,}", line)
    if all(map(str.isupper, words)) and not _STRESSED.isdisjoint(words):
        return line.lower()
    return _CAPITALS.sub(_letters, line)


def _letters(match: re.Match[str]) -> str:
    if match["word"] in _WORDS:
        return match[0]
    if match["plural"]:
        return "-".join(match["word"]) + "'s"
    # A dot after the last letter too would end the sentence there.
    return ".".join(match["word"]) + (" " if match["joined"] else "")
