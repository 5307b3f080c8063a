"""What every page is built on: one file with its style and script inside, nothing from elsewhere.

Whatever stands in a template's ``{{ }}`` goes through ``plain`` and is then
escaped, unless it is markup that a module here has made.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mockint.report.plain import LONGEST, clock, figure, plain, shortened, within

FOLDER = Path(__file__).parent
STYLES = ("style.css", "words.css", "player.css", "charts.css", "narrow.css", "print.css")
SCRIPTS = ("take.js", "script.js")


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is read: ``large`` for large print, ``colour`` False in black and white."""

    large: bool = False
    colour: bool = True

    @property
    def style(self) -> str:
        """Its style sheet."""
        sheets = (("large.css",) if self.large else ()) + (() if self.colour else ("grey.css",))
        style = joined((*STYLES, *sheets))
        return style.replace("(max-width: 36rem)", "(max-width: 76rem)") if self.large else style


USUAL = Look()


def document(template: str, title: str, /, look: Look = USUAL, **values: object) -> str:
    """A whole page: ``template``, a file in ``elements``, extends ``document.html``.

    ``title`` is the window's; ``values`` are what the template names. One that it
    names and is not given is a fault.
    """
    page = _environment().get_template(template)
    style, script = look.style, joined(SCRIPTS)
    own = {"title": title, "style": Markup(style), "script": Markup(script)}
    return page.render(**values, **own, policy=policy(style, script)) + "\n"


def element(template: str, /, **values: object) -> Markup:
    """A piece of a page made from a file in ``elements``."""
    return Markup(_environment().get_template(template).render(**values))


def policy(style: str, script: str) -> str:
    """What a browser may do with the page: this style, this script, sound inside or beside it."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_digest(style)}'",
            f"script-src '{_digest(script)}'",
            "media-src data: file: 'self'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def joined(files: tuple[str, ...]) -> str:
    """The text of these files beside this module, one after the other."""
    return "\n".join((FOLDER / file).read_text(encoding="utf-8") for file in files)


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(FOLDER / "elements"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"clock": clock, "seconds": seconds, "shortened": shortened, "figure": figure}
    return made


def _harmless(value: object) -> object:
    """Text without signs that steer or hide; markup of our own stays as it is."""
    return plain(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def seconds(value: float) -> str:
    """``value`` for an attribute, "12.34"; whatever it is, never below 0 nor past ``LONGEST``."""
    return f"{within(value, LONGEST):.2f}"
