"""Mending words that were heard wrongly: what is kept, what is marked again, what is offered."""

import contextlib
import json
import math
import os
import pty
import re
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from mockint import session as sessions
from mockint.bank import Term, load_bank, to_yaml
from mockint.correction import LIMIT, Saying, corrected, counted, differing, read, sayings, sheet
from mockint.correction.alignment import bare
from mockint.masking import Rules, masked
from mockint.rubric import judge
from mockint.session import Attempt, FollowUp, Session
from mockint.track import tracks
from mockint.transcript import Engine, Repair, Transcript, Word
from tests.murmur import said
from tests.practised import NAME, STORY, TERMS, practised
from tests.sample_session import question
from tests.test_bad_input import mockint, the_sentence

WRONG, RIGHT = "one credit memo for", "one purchase order for"
MENDED = """\
Answer 1, attempt 2: 2 words edited by hand; the raw words are kept.
`mockint edit 2026-03-02-0915-billing --answer 1 --attempt 2 --raw` takes this back.
Marks: trade 4 → 3; the others stay.
"""
BACK = """\
Answer 1, attempt 2: the words are as they were heard again.
Marks: trade 3 → 4; the others stay.
"""
SHEET = """\
# The words of answer 1, attempt 2, 2026-03-02-0915-billing, to the question:
#   Tell me about a charge a customer questioned.
# Mend what was not heard as you said it, then save and close. Words may be
# changed, added and taken out; lines like these hold no words. What you would
# rather have said belongs in another attempt. The raw words are kept beside
# yours; close without saving, and nothing changes.
# The recogniser was unsure:
#   “credit mammal” was heard as credit memo.

In March our largest customer was billed twice for the same two hundred orders, and they stopped \
paying us altogether.
As the billing specialist it was my job to put that right before the month-end close.
Um, let me think.
First I compared the payment history with the ledger and found the import that had run twice.
Then I wrote one credit memo for each batch, called their accounts payable clerk, and walked her \
through every line.
I also added a check to the import, so that the same file is refused a second time.
In the end the customer paid $48,200 within three days, and our rework went down by 40%.
"""
SPOKEN = " ".join(word for word in STORY.split() if word != "—")


@pytest.fixture
def recordings(tmp_path: Path) -> Path:
    """A folder with one finished interview, whose first answer was given twice."""
    practised(tmp_path / "r")
    return tmp_path / "r"


def edit(recordings: Path, *words: object, **more: object) -> "subprocess.CompletedProcess[str]":
    return mockint("edit", *words, "--recordings", recordings, **more)


def mend(
    recordings: Path, text: str, *words: object, **more: object
) -> "subprocess.CompletedProcess[str]":
    """``text`` given on standard input."""
    options = {"input": text, "stdin": None} | more
    return edit(recordings, *(words or ("--answer", 1)), "--text", "-", **options)


def kept(recordings: Path, name: str = NAME) -> Session:
    return sessions.load(recordings / name)


def counts(session: Session, number: int = 1) -> Attempt:
    """The attempt that counts at that answer."""
    attempt = session.answers[number - 1].last
    assert attempt is not None
    return attempt


def words_of(attempt: Attempt) -> str:
    assert attempt.transcript is not None
    return attempt.transcript.text


def test_mended_words_are_marked_again_and_the_raw_ones_stay_beside_them(
    recordings: Path,
) -> None:
    before = counts(kept(recordings))
    done = mend(recordings, SPOKEN.replace(WRONG, RIGHT))
    assert (done.returncode, done.stdout, done.stderr) == (0, MENDED, "")
    session = kept(recordings)
    now = counts(session)
    assert words_of(now) == SPOKEN.replace(WRONG, RIGHT)
    assert (now.raw, now.edited) == (before.transcript, 2)
    assert now.findings == judge(now.transcript or "", question(), TERMS, bank="billing")
    assert {term.term for term in now.findings.terms} >= {"purchase order"}
    assert (now.sound, now.seconds, now.ended) == (before.sound, before.seconds, before.ended)
    assert session.answers[1:] == kept(recordings).answers[1:]


def test_what_is_taken_back_is_as_if_nothing_had_been_mended(recordings: Path) -> None:
    before = (recordings / NAME / sessions.FILE).read_bytes()
    mend(recordings, SPOKEN.replace(WRONG, RIGHT))
    done = edit(recordings, "--answer", 1, "--raw")
    assert (done.returncode, done.stdout) == (0, BACK)
    assert (recordings / NAME / sessions.FILE).read_bytes() == before
    again = edit(recordings, NAME, "--answer", 1, "--raw")
    assert "there is nothing to take back" in again.stdout
    assert (recordings / NAME / sessions.FILE).read_bytes() == before


def test_a_second_correction_goes_by_the_raw_words_and_giving_those_takes_it_back(
    recordings: Path,
) -> None:
    before = (recordings / NAME / sessions.FILE).read_bytes()
    mend(recordings, SPOKEN.replace(WRONG, RIGHT))
    mend(recordings, SPOKEN.replace(WRONG, "two credit memos for"))
    now = counts(kept(recordings))
    assert (now.edited, now.raw and now.raw.text) == (2, SPOKEN)
    done = mend(recordings, SPOKEN)
    assert "as they were heard again" in done.stdout
    assert (recordings / NAME / sessions.FILE).read_bytes() == before


def test_unchanged_words_change_nothing(recordings: Path) -> None:
    before = (recordings / NAME / sessions.FILE).stat()
    done = mend(recordings, SPOKEN.replace(". ", ".\n\n"))
    assert (done.returncode, done.stdout) == (0, "Nothing was changed.\n")
    after = (recordings / NAME / sessions.FILE).stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_an_earlier_attempt_and_the_closing_question_can_be_mended(recordings: Path) -> None:
    done = mend(recordings, "So we had a customer.", NAME, "--answer", 1, "--attempt", 1)
    assert done.returncode == 0, done.stderr
    first, second = kept(recordings).answers[0].attempts
    assert words_of(first) == "So we had a customer."
    assert second.edited == 0
    done = mend(recordings, "Yes. How large is the theme?", "--answer", 4)
    assert "This answer is never marked." in done.stdout
    assert counts(kept(recordings), 4).findings is None


def test_every_report_shows_the_mended_words_and_says_so(recordings: Path, tmp_path: Path) -> None:
    mend(recordings, SPOKEN.replace(WRONG, RIGHT))
    note = "Edited by hand: 2 words; the raw words are kept."
    for form in ("terminal", "md", "html"):
        file = tmp_path / f"report.{form}"
        assert mockint("report", "--recordings", recordings, "--format", form, "-o", file)
        text = re.sub(r"<[^>]*>|[_`*«»]|&[a-z]+;", "", file.read_text(encoding="utf-8"))
        assert note in " ".join(text.split()), form
        assert "one purchase order for" in " ".join(text.split()), form
    played = next(t for t in tracks(kept(recordings), 1) if t.attempt and t.attempt.number == 2)
    assert played.title == "Answer 1, attempt 2 of 2, edited by hand"
    assert " ".join(word.text for word in played.words) == SPOKEN.replace(WRONG, RIGHT)


def test_a_shared_copy_holds_no_raw_words_and_is_silent_where_they_would_be_masked(
    recordings: Path, tmp_path: Path
) -> None:
    session = kept(recordings)
    named = said(STORY.replace("the ledger", "Mister Baumgartner"))
    attempt = replace(counts(session), transcript=named)
    folder = recordings / NAME
    sessions.save(session.with_answer(0, session.answers[0].with_attempt(attempt)), folder)
    assert mend(recordings, SPOKEN).returncode == 0
    file = tmp_path / "shared.json"
    words = ("report", "--share", "--mask", "Baumgartner", "--format", "json", "-o", file)
    done = mockint(*words, "--recordings", recordings)
    assert done.returncode == 0, done.stderr
    assert "Baumgartner" in (folder / sessions.FILE).read_text()
    assert "Baumgartner" not in file.read_text()
    shared = json.loads(file.read_text())["answers"][0]["attempts"][1]
    assert (shared["raw"], shared["edited"]) == (None, 2)
    name = next(word for word in named.words if word.text == "Baumgartner")
    silences = masked(kept(recordings), Rules(1000.0, ("Baumgartner",), ())).silences
    assert any(
        left <= name.start and name.end <= right for left, right in silences[str(attempt.sound)]
    )


def test_a_session_from_before_words_could_be_mended_opens(recordings: Path) -> None:
    file = recordings / NAME / sessions.FILE
    data = json.loads(file.read_text())
    for answer in data["answers"]:
        for attempt in answer["attempts"]:
            del attempt["raw"], attempt["edited"]
    file.write_text(json.dumps(data))
    assert counts(kept(recordings)).edited == 0
    assert mend(recordings, SPOKEN.replace(WRONG, RIGHT)).returncode == 0
    assert counts(kept(recordings)).edited == 2


HEARD = "In the end the customer paid, and our rework went down by forty presents."
MEANT = HEARD.replace("presents", "percent")
REPLY = ("--answer", 2, "--reply", 1)
ASKED = "And what came of it in the end?"
REPLY_MENDED = """\
Answer 2, reply 1: 1 word edited by hand; the raw words are kept.
`mockint edit 2026-03-02-0915-billing --answer 2 --reply 1 --raw` takes this back.
The result was heard in the reply, measured: forty percent. Heard only in the replies: result.
"""


@pytest.fixture
def replied(recordings: Path) -> Path:
    """The same, with a reply to a follow-up behind the second answer and one that was skipped."""
    session = kept(recordings)
    back = session.answers[1].attempts[0].number
    findings = judge(said(HEARD), session.plan[1], TERMS, bank="billing")
    reply = Attempt(1, "02-reply-1.flac", 9.0, "silence", said(HEARD), findings)
    follow_ups = (
        FollowUp("result", ASKED, "02-follow-up-1.flac", reply, back),
        FollowUp("task", "What exactly was your part in it?", None, None, back),
        FollowUp("task", "And yours?", None, Attempt(1, "02-reply-3.flac", 3.0), back),
    )
    answer = replace(session.answers[1], follow_ups=follow_ups)
    sessions.save(session.with_answer(1, answer), recordings / NAME)
    return recordings


def the_reply(recordings: Path) -> Attempt:
    reply = kept(recordings).answers[1].follow_ups[0].reply
    assert reply is not None
    return reply


def test_a_reply_is_mended_and_marked_as_an_answer_is_and_taken_back(replied: Path) -> None:
    before = (replied / NAME / sessions.FILE).read_bytes()
    attempts = kept(replied).answers[1].attempts
    raw = the_reply(replied).transcript
    done = mend(replied, MEANT, *REPLY)
    assert (done.returncode, done.stdout, done.stderr) == (0, REPLY_MENDED, "")
    now = the_reply(replied)
    assert (words_of(now), now.raw, now.edited) == (MEANT, raw, 1)
    assert now.findings == judge(now.transcript or "", kept(replied).plan[1], TERMS, bank="billing")
    assert kept(replied).answers[1].attempts == attempts
    assert edit(replied, *REPLY, "--raw").stdout == (
        "Answer 2, reply 1: the words are as they were heard again.\n"
        "The result was heard in the reply. Heard only in the replies: result.\n"
    )
    assert (replied / NAME / sessions.FILE).read_bytes() == before


def test_every_report_and_the_replay_show_the_mended_reply_and_say_so(
    replied: Path, tmp_path: Path
) -> None:
    mend(replied, MEANT, *REPLY)
    for form in ("terminal", "md", "html"):
        file = tmp_path / f"report.{form}"
        assert mockint("report", "--recordings", replied, "--format", form, "-o", file)
        text = " ".join(re.sub(r"<[^>]*>", "", file.read_text(encoding="utf-8")).split())
        told = text[text.index(ASKED) :]
        assert told.index("Edited by hand: 1 word;") < told.index("measured: forty percent"), form
    titles = [track.title for track in tracks(kept(replied), 2)]
    assert "Answer 2, reply 1, edited by hand" in titles
    shared = masked(kept(replied), Rules(1000.0, ("presents",), ()))
    reply = shared.session.answers[1].follow_ups[0].reply
    assert reply is not None
    assert (reply.raw, reply.edited) == (None, 1)
    assert shared.silences["02-reply-1.flac"]
    assert counted(replied)[Saying("presents", "percent", False)] == 1


def test_the_editor_shows_the_follow_up_that_was_replied_to(replied: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    editor = script(tmp_path, f"cp \"$1\" '{copy}'; sed -i 's/presents/percent/' \"$1\"")
    shown, code = at_a_terminal(replied, *REPLY, EDITOR=f"'{editor}'")
    assert (shown, code) == (REPLY_MENDED, 0)
    head = f"# The words of answer 2, reply 1, {NAME}, to the question:\n#   {ASKED}\n"
    assert copy.read_text(encoding="utf-8").startswith(head)


def test_a_reply_that_is_not_there_or_has_no_words_is_one_sentence(replied: Path) -> None:
    for words, sentence in (
        ((*REPLY[:3], 2), "Answer 2 has no reply 2: there are 1, 3."),
        ((*REPLY[:3], 3), "Reply 3 to answer 2 has no words yet"),
        (("--answer", 1, "--reply", 1), "Answer 1 has no reply 1: there are none."),
    ):
        assert sentence in the_sentence(mend(replied, "Words.", *words))
    assert edit(replied, *REPLY, "--attempt", 1, "--raw").returncode == 2


def script(place: Path, lines: str) -> Path:
    """An editor that does what ``lines`` of a shell say to the file ``$1``."""
    path = place / "an editor.sh"
    path.write_text(f"#!/bin/sh\n{lines}\n")
    path.chmod(0o755)
    return path


def at_a_terminal(recordings: Path, *words: object, **named: str) -> tuple[str, int]:
    """What ``mockint edit`` prints on a terminal, with these variables set; its exit code."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "mockint", "edit", "--answer", "1", *map(str, words)]
    settings = {k: v for k, v in os.environ.items() if k not in ("VISUAL", "EDITOR")}
    settings |= named | {"TMPDIR": str(recordings.parent)}
    with subprocess.Popen(
        [*command, "--recordings", str(recordings)],
        stdin=theirs, stdout=theirs, stderr=theirs, env=settings, start_new_session=True,
    ) as child:  # fmt: skip
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # The terminal was let go.
            while data := os.read(ours, 4096):
                shown += data
        os.close(ours)
    return shown.decode().replace("\r\n", "\n"), child.returncode


def test_the_editor_gets_a_sentence_on_each_line_below_what_may_be_changed(
    recordings: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.txt"
    lines = f'cp "$1" \'{copy}\'\nstat -c %a "$1" "$(dirname "$1")" > \'{copy}.mode\'\n'
    lines += f"sed -i 's/{WRONG}/{RIGHT}/' \"$1\""
    shown, code = at_a_terminal(recordings, EDITOR=f"'{script(tmp_path, lines)}'")
    assert (shown, code) == (MENDED, 0)
    assert copy.read_text(encoding="utf-8") == SHEET
    assert (tmp_path / "copy.txt.mode").read_text().split()[1] == "700"
    assert words_of(counts(kept(recordings))) == SPOKEN.replace(WRONG, RIGHT)


def test_visual_goes_before_editor_and_notes_may_be_added(recordings: Path, tmp_path: Path) -> None:
    lines = f"sed -i -e 's/{WRONG}/{RIGHT}/' -e '3i# a note of mine' \"$1\""
    visual = script(tmp_path, lines)
    _, code = at_a_terminal(recordings, VISUAL=f"sh '{visual}'", EDITOR="false")
    assert code == 0
    assert words_of(counts(kept(recordings))) == SPOKEN.replace(WRONG, RIGHT)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("true", "Nothing was changed."),
        ('touch "$1"; sed -i \'1i# only a note\' "$1"', "Nothing was changed."),
        ('echo Something else. > "$1"; exit 3', "ended with an error: nothing was changed."),
        ('rm "$1"', "The editor left no text"),
        ("printf '\\377' > \"$1\"", "not saved as UTF-8"),
        ("printf '# nothing\\n' > \"$1\"", "holds no words"),
        ("head -c 200000 /dev/zero | tr '\\0' a > \"$1\"", "longer than an answer can be"),
    ],
)
def test_an_editor_that_fails_or_leaves_nothing_changes_nothing(
    lines: str, sentence: str, recordings: Path, tmp_path: Path
) -> None:
    before = (recordings / NAME / sessions.FILE).read_bytes()
    shown, code = at_a_terminal(recordings, EDITOR=f"'{script(tmp_path, lines)}'")
    assert sentence in " ".join(shown.split())
    assert code == (0 if sentence == "Nothing was changed." else 1)
    assert (recordings / NAME / sessions.FILE).read_bytes() == before
    typed = [path.parent for path in recordings.parent.glob("mockint-*/answer.txt")]
    assert len(typed) == ("kept in" in shown)


def test_what_was_typed_is_kept_where_it_cannot_be_used(recordings: Path, tmp_path: Path) -> None:
    lines = "printf '# all of it\\n' > \"$1\""
    shown, code = at_a_terminal(recordings, EDITOR=f"'{script(tmp_path, lines)}'")
    assert code == 1
    found = re.search(r"Your text is kept in (\S+)\.\n", shown)
    assert found is not None, shown
    assert Path(found[1]).read_text() == "# all of it\n"
    assert stat.S_IMODE(Path(found[1]).parent.stat().st_mode) == 0o700


def test_without_an_editor_or_a_terminal_the_way_out_is_named(recordings: Path) -> None:
    shown, code = at_a_terminal(recordings)
    assert (code, shown.count("\n")) == (1, 1)
    assert "EDITOR=nano" in shown
    shown, code = at_a_terminal(recordings, EDITOR="/no/such/editor")
    assert (code, shown.count("\n")) == (1, 1)
    assert "cannot be started" in shown
    assert "--text FILE" in the_sentence(edit(recordings, "--answer", 1))


def test_the_session_is_held_while_the_editor_is_open(recordings: Path, tmp_path: Path) -> None:
    other = f"'{sys.executable}' -m mockint edit --answer 1 --raw --recordings '{recordings}'"
    lines = f"{other} 2> '{tmp_path}/said' ; echo $? >> '{tmp_path}/said'"
    shown, _ = at_a_terminal(recordings, EDITOR=f"'{script(tmp_path, lines)}'")
    assert shown == "Nothing was changed.\n"
    assert "is being held in another window" in (tmp_path / "said").read_text()
    assert (tmp_path / "said").read_text().endswith("1\n")


def test_a_text_that_is_none_is_one_sentence_and_changes_nothing(
    recordings: Path, tmp_path: Path
) -> None:
    before = (recordings / NAME / sessions.FILE).read_bytes()
    large, odd, empty, pipe = (tmp_path / name for name in ("large", "odd", "empty", "pipe"))
    large.write_text("word " * LIMIT)
    odd.write_bytes(b"\xff\xfe")
    empty.write_text(" \n \u200b\n")
    os.mkfifo(pipe)
    told = {large: "longer", odd: "UTF-8", empty: "no words", pipe: "no ordinary file"}
    told |= {tmp_path: "is a folder", tmp_path / "missing": "cannot be read"}
    for file, words in told.items():
        assert words in the_sentence(edit(recordings, "--answer", 1, "--text", file)), file
    assert "longer" in the_sentence(mend(recordings, "word " * LIMIT))
    assert (recordings / NAME / sessions.FILE).read_bytes() == before


def test_an_answer_that_has_no_words_is_one_sentence(recordings: Path) -> None:
    for words, sentence in (
        (("--answer", 9), "There is no answer 9: 2026-03-02-0915-billing has 4."),
        (("--answer", 3), "Answer 3 has no words yet"),
        (("--answer", 1, "--attempt", 7), "Answer 1 has no attempt 7: there are 1, 2."),
        (("nobody", "--answer", 1), "There is no session called nobody"),
    ):
        assert sentence in the_sentence(mend(recordings, "Words.", *words))
    assert edit(recordings).returncode == 2


def test_what_steers_a_terminal_is_no_part_of_a_word(recordings: Path) -> None:
    done = mend(recordings, SPOKEN.replace(WRONG, "one\x1b[31m pur\u200bchase\u202e order\x00 for"))
    assert done.returncode == 0, done.stderr
    assert "one[31m purchase order for" in words_of(counts(kept(recordings)))


def test_a_kill_leaves_the_old_words_or_the_new(recordings: Path) -> None:
    changed = SPOKEN.replace(WRONG, RIGHT)
    command = [sys.executable, "-m", "mockint", "edit", "--answer", "1", "--text", "-"]
    seen = set()
    for tenths in range(1, 16, 2):
        child = subprocess.Popen(
            [*command, "--recordings", str(recordings)],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        assert child.stdin is not None
        child.stdin.write(changed)
        child.stdin.close()
        time.sleep(tenths / 10)
        child.kill()
        child.wait()
        seen.add(words_of(counts(kept(recordings))))
    assert SPOKEN in seen
    assert seen <= {SPOKEN, changed}
    assert mend(recordings, f"{changed} Yes.").returncode == 0


def test_what_was_mended_twice_is_offered_for_the_bank_and_fits_it(tmp_path: Path) -> None:
    recordings = tmp_path / "r"
    wrong = SPOKEN.replace("credit memo", "credit mammal").replace("ledger", "let chair")
    for day in (2, 3):
        folder = practised(recordings, name=f"2026-03-0{day}-0915-billing")
        session = sessions.load(folder)
        heard = said(wrong)
        attempt = replace(counts(session), transcript=heard)
        sessions.save(session.with_answer(0, session.answers[0].with_attempt(attempt)), folder)
    first = mend(recordings, SPOKEN, "2026-03-02-0915-billing", "--answer", 1)
    assert "below `terms:`" not in first.stdout
    second = mend(recordings, SPOKEN, "2026-03-03-0915-billing", "--answer", 1)
    assert second.stdout.partition("\n\n")[2] == OFFERED
    entries = "".join(re.findall("^  [ -].*\n", second.stdout, re.MULTILINE))
    file = tmp_path / "mine.yaml"
    bank = to_yaml(replace(load_bank("billing-specialist"), terms=()))
    file.write_text(f"{bank}\nterms:\n{entries}".replace("terms: []\n", "", 1), encoding="utf-8")
    linted = mockint("banks", "lint", file)
    assert linted.returncode == 0, linted.stdout + linted.stderr
    forms = {term.term: term.spoken for term in load_bank(file).terms}
    assert (forms["credit memo"], forms["ledger"]) == (("credit mammal",), ("let chair",))


OFFERED = """\
“let chair” was mended to “ledger” twice.
If that is a word of your trade, put this below `terms:` in the bank billing
(in place of its entry there, if it has one), then run `mockint banks lint` on the file:
  - term: ledger
    spoken: [let chair]

“credit mammal” was mended to “credit memo” twice.
To have it heard rightly, put this below `terms:` in the bank billing
(in place of its entry there, if it has one), then run `mockint banks lint` on the file:
  - term: credit memo
    spoken: [credit mammal]
    means: A paper that lowers what a customer owes.
"""


def test_a_saying_is_the_whole_term_and_never_a_long_stretch(recordings: Path) -> None:
    session = replace(kept(recordings), terms=(Term("purchase order", spoken=("P O",)),))
    raw = said("We sent the purchase older and a new line about things in the net suit today.")
    right = "We sent the purchase order and one other sentence of my very own in NetSuite today."
    attempt = Attempt(1, None, 9.0, "key", corrected(raw, right.split()), None, (), raw, 3)
    assert Saying("purchase older", "purchase order", True) in sayings(attempt, session)
    assert all(len(each.heard.split()) <= 5 for each in sayings(attempt, session))
    assert sayings(replace(attempt, raw=None), session) == ()


def test_sessions_that_cannot_be_opened_are_passed_over_when_counting(recordings: Path) -> None:
    mend(recordings, SPOKEN.replace(WRONG, RIGHT))
    (recordings / "broken").mkdir()
    (recordings / "broken" / sessions.FILE).write_text('{"edited": 3')
    (recordings / "pipe").mkdir()
    os.mkfifo(recordings / "pipe" / sessions.FILE)
    assert counted(recordings)[Saying("credit memo", "purchase order", True)] == 1


WORDS = st.lists(
    st.sampled_from("we We, sent the order orders. credit memo mammal a b 40% —".split()),
    max_size=30,
)
ENGINE = Engine("moonshine", "tiny-en", "0.1.0")


def heard(words: list[str]) -> Transcript:
    timed = tuple(Word(text, 0.5 * n, 0.5 * n + 0.4) for n, text in enumerate(words, 1))
    return Transcript(timed, 0.5 * len(words) + 1.0, ENGINE)


@given(WORDS, WORDS)
def test_mended_words_stand_in_order_and_those_that_stayed_keep_their_seconds(
    before: list[str], after: list[str]
) -> None:
    raw = heard(before)
    now = corrected(raw, after)
    assert [word.text for word in now.words] == after
    assert all(word.start <= word.end for word in now.words)
    starts = [word.start for word in now.words]
    assert starts == sorted(starts)
    assert all(word.start >= 0 and word.end <= raw.seconds for word in now.words)
    assert (differing(raw, after) == 0) == (before == after)
    assert differing(raw, after) <= len(before) + len(after)
    if before == after:
        assert now == raw
    head = [bare(a) == bare(b) for a, b in zip(before, after, strict=False)]
    for n in range(next((n for n, same in enumerate(head) if not same), len(head))):
        assert now.words[n] == replace(raw.words[n], text=after[n])


ODD = st.sampled_from([math.nan, math.inf, -math.inf, -3.0, 1e308, 0.0, 2.5])


@given(st.lists(st.tuples(st.sampled_from("abc"), ODD, ODD), max_size=12), WORDS)
def test_seconds_that_cannot_be_leave_the_words_in_order(
    given_words: list[tuple[str, float, float]], after: list[str]
) -> None:
    raw = Transcript(tuple(Word(*each) for each in given_words), 5.0, ENGINE)
    now = corrected(raw, after)
    assert [word.text for word in now.words] == after
    last = 0.0
    for word in now.words:
        assert last <= word.start <= word.end
        last = word.start


def test_a_repair_moves_with_its_words_and_goes_with_them() -> None:
    raw = replace(
        heard("we wrote a credit memo today".split()),
        repairs=(Repair(3, 5, "credit mammal", "credit memo"),),
    )
    moved = corrected(raw, "so then we wrote one credit memo today".split())
    assert moved.repairs == (Repair(5, 7, "credit mammal", "credit memo"),)
    assert corrected(raw, "we wrote a debit memo today".split()).repairs == ()


def test_words_share_the_time_of_those_they_stand_for_and_the_gap_they_stand_in() -> None:
    raw = heard("we sent orders".split())
    spread = corrected(raw, "we mailed off orders".split()).words
    assert [(word.start, word.end) for word in spread[1:3]] == [(1.0, 1.267), (1.267, 1.4)]
    gap = corrected(raw, "we sent new orders".split()).words[2]
    assert (gap.start, gap.end) == (1.4, 1.5)
    end = corrected(raw, "we sent orders twice".split()).words[3]
    assert (end.start, end.end) == (1.9, 2.5)


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=3))
def test_a_sheet_reads_back_as_the_words_it_was_made_of(text: str, notes: list[str]) -> None:
    words = text.split()
    made = sheet(heard(words), notes)
    assert read(made, notes=True) == read(" ".join(words))
    assert not re.search("[\x00-\x08\x1b\x7f\u202e]", made)
