"""The manual page; ``python -m mockint.manual --man > docs/mockint.1``."""

from argparse import Action, ArgumentParser
from collections.abc import Iterator

from mockint import __version__
from mockint.arguments import parser
from mockint.manual.commands import value, walk

SAID = """\
.SH DESCRIPTION
An interviewer asks aloud, and you answer into the microphone.
The answer is recorded, made out and marked on your own machine; nothing is sent anywhere unless
you name a recogniser that does so.
Every mark cites the words that earned it and the second at which they were said.
.PP
.B mockint interview
is all that is needed to begin.
.B mockint doctor
tells what works on this machine, and the line that mends the rest.
.SH KEYS
While an interview is held:
"""
KEYS = {
    "Enter": "the answer is done; while the question is spoken: answer now",
    "r": "hear the question again",
    "s": "skip this question",
    "p": "pause; any key goes on",
    "a": "answer again; both attempts are kept",
    "q": "leave; --resume goes on later",
    "Ctrl-C": "the same, at once",
}
FILES = {
    "~/.config/mockint/settings.toml": "what is set for good (on a Mac: "
    "~/Library/Application Support/mockint/settings.toml)",
    "~/.local/share/mockint/recordings": "the interviews, a folder each (on a Mac: "
    "~/Library/Application Support/mockint/recordings; in a checkout: its recordings folder)",
}
VARIABLES = {
    "MOCKINT_RECORDINGS": "where interviews are kept",
    "MOCKINT_SETTINGS": "another file of settings; /dev/null: none",
    "MOCKINT_SERVER_KEY": "the key of the server named by --server, with --engine openai alone",
    "NO_COLOR": "no colour, if it holds anything",
}
CODES = {
    "0": "done",
    "1": "it could not be done; one sentence on standard error says why and what to do",
    "2": "the command line was wrong",
    "130": "interrupted; what was said is kept (143 where the system asked for it)",
}


def man_page() -> str:
    """The manual page of all commands, in the man macros of troff."""
    top = parser()
    lines = [
        f'.TH MOCKINT 1 "" "mockint {__version__}" "User Commands"',
        *(".SH NAME", rf"mockint \- {roff((top.description or '').rstrip('.'))}"),
        *(".SH SYNOPSIS", ".B mockint", ".I COMMAND", r"[\fIOPTIONS\fR]"),
        *SAID.splitlines(),
        *_listed(KEYS),
        ".SH COMMANDS",
    ]
    for name, command, says in walk(top, "mockint"):
        lines += [f".SS {roff(name)}", f"{roff(says[:1].upper() + says[1:])}.", *_options(command)]
    for heading, rows in (("FILES", FILES), ("ENVIRONMENT", VARIABLES), ("EXIT STATUS", CODES)):
        lines += [f".SH {heading}", *_listed(rows)]
    return "\n".join(lines) + "\n"


def roff(text: str) -> str:
    """Text with what troff would take for its own: backslashes, hyphens, a dot that begins."""
    safe = text.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti").replace("^", r"\(ha")
    return rf"\&{safe}" if safe[:1] in (".", "'") else safe


def _options(command: ArgumentParser) -> Iterator[str]:
    for action in command._actions:
        if action.help and action.dest != "help":
            yield from (".TP", _shape(action), roff(action.help))


def _shape(action: Action) -> str:
    """Flags in bold, what stands behind them in italics."""
    flags = ", ".join(rf"\fB{roff(flag)}\fR" for flag in action.option_strings)
    shown = value(action)
    return " ".join(filter(None, (flags, rf"\fI{roff(shown)}\fR" if shown else "")))


def _listed(rows: dict[str, str]) -> Iterator[str]:
    for name, says in rows.items():
        yield from (".TP", rf"\fB{roff(name)}\fR", roff(says))
