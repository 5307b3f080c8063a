"""What a candidate asks for aloud instead of answering: the question again, a moment, the next one.

An exact grammar over the words, whatever their punctuation: a request is one only
where nothing else at all was said.
"""

import re
from enum import Enum


class Request(Enum):
    """What was asked for."""

    REPEAT = "repeat"
    MOMENT = "moment"
    SKIP = "skip"


LONGEST = 20
"""Words of the longest request; more is an answer, whatever it says."""

_SMALL = r"(?:um|uh|er|erm|hmm|mm|oh|ah|okay|ok|well|so|hm)"
_SORRY = (
    r"(?:(?:i m |i am )?(?:so |very |really )?sorry|pardon me|pardon|excuse me|i beg your pardon"
    r"|(?:my )?apologies|i apologi[sz]e)"
)
_WHY = (
    r"(?:i (?:didn t|did not|couldn t|could not) (?:quite )?(?:hear|catch|get|understand)"
    r"(?: you| that| the question| it)?(?: there| properly| very well| clearly)?|i missed that"
    r"|i missed the question)"
)
_OPENING = (
    rf"(?:{_SMALL}|{_SORRY}|{_WHY}|please|hello|yes|yeah|no|thank you|thanks"
    r"|i (?:don t|do not) know|(?:i have )?no idea)"
)
_CLOSING = (
    r"(?:please|thank you|thanks|sorry|for me|if you (?:can|could|may|would|don t mind)"
    r"|if (?:that s|that is|it s|it is) (?:okay|ok|all right|alright|possible|fine)"
    rf"|{_WHY}|if possible|now|then"
    rf"|if i (?:may|can|could)|is that (?:okay|ok|all right|alright|possible)|all right|okay|ok)"
)
_ASK = (
    r"(?:(?:can|could|would|will) (?:you|we) (?:please |maybe |possibly |kindly |just )*"
    r"|(?:would|do) you mind |i d like you to |i would like you to |you (?:can|could) |please )?"
)
_QUESTION = r"(?:the |that |your |this )?(?:last )?(?:question|bit|part)"
_ONCE_MORE = r"(?:again|once more|once again|one more time|a second time|another time)"

_REPEAT = (
    rf"(?:{_ASK}(?:repeat|repeating) (?:it|that|this|yourself|what you (?:just )?said|{_QUESTION})"
    rf"(?: {_ONCE_MORE})?"
    rf"|{_ASK}(?:say|saying|ask|asking|read|reading) (?:me )?(?:it|that|this|{_QUESTION})"
    rf"(?: to me)? {_ONCE_MORE}"
    rf"|{_ASK}(?:please )?(?:repeat|say again|come again)"
    rf"|(?:can|could|may|might) i (?:please )?(?:hear|have|get) (?:it|that|{_QUESTION})"
    rf"(?: {_ONCE_MORE})"
    rf"|i d like to hear (?:it|that|{_QUESTION}) {_ONCE_MORE}"
    rf"|what was (?:the|that|your) question(?: {_ONCE_MORE})?"
    rf"|what did you (?:just )?(?:say|ask)|(?:the |that )?question {_ONCE_MORE}"
    rf"|{_ONCE_MORE}|i beg your pardon|pardon|pardon me|come again|{_WHY})"
)
_SPAN = (
    r"(?:(?:a|one|another|just a|just one|half a|a few|a couple(?: of)?)"
    r"(?: (?:little|short|quick|brief))? (?:moments?|seconds?|secs?|minutes?|bit))"
)
_THINK = (
    r"(?: to (?:think|think about (?:it|that|this)|think it over|gather my thoughts|collect my"
    r" thoughts|collect myself|reflect|remember|come up with (?:one|something)))?"
)
_MOMENT = (
    rf"(?:(?:(?:can|could|may|might) )?i (?:please |just )*(?:have|take|get) {_SPAN}{_THINK}"
    rf"|(?:can|could|would|will) you (?:please )?give me {_SPAN}{_THINK}"
    rf"|(?:please )?(?:just )?give me {_SPAN}{_THINK}"
    rf"|i(?: ll| will)? (?:just )?need {_SPAN}{_THINK}|i d like {_SPAN}{_THINK}"
    rf"|(?:i ll|i will|i m going to|let me) (?:just )?(?:take|have) {_SPAN}{_THINK}"
    rf"|let me (?:just )?(?:think|reflect)(?: about (?:it|that|this))?(?: for)?(?: {_SPAN})?"
    rf"|let me (?:just )?(?:gather|collect) my thoughts(?: for {_SPAN})?"
    rf"|(?:can|could|may) i (?:please )?think(?: about (?:it|that|this))?(?: for {_SPAN})?"
    rf"|(?:have )?{_SPAN}{_THINK}|hold on(?: {_SPAN})?|hang on(?: {_SPAN})?|wait(?: {_SPAN})?"
    rf"|bear with me(?: for)?(?: {_SPAN})?)"
)
_THIS = r"(?:this|that|it|this one|that one|this question|that question|the question|one)"
_MAY_I = (
    r"(?:(?:can|could|may|might) (?:i|we) (?:please |just )*|(?:i d|i would|we d) (?:like|prefer"
    r"|rather)(?: to)? |i |i want to |(?:i think )?(?:i ll|i will) |let me |let s |let us "
    r"|i (?:have|need) to |i m going to )?"
)
_SKIP = (
    rf"(?:{_MAY_I}(?:just )?(?:skip|pass)(?: on)?(?: {_THIS})?(?: for now)?"
    rf"|{_MAY_I}(?:go|move) on(?: to the next(?: one| question))?"
    rf"|(?:can|could|may) (?:i|we) (?:please )?have the next (?:one|question)"
    rf"|(?:the )?next(?: one| question)|(?:can|could) you skip {_THIS})"
)
_FORMS = {
    request: re.compile(rf"(?:{_OPENING} )*{core}(?: {_CLOSING})*")
    for request, core in (
        (Request.REPEAT, _REPEAT),
        (Request.MOMENT, _MOMENT),
        (Request.SKIP, _SKIP),
    )
}


def read(words: str) -> Request | None:
    """What is asked for with ``words``, all that was said; None where it is no request."""
    if len(words) > _LETTERS:
        return None
    said = _WORD.findall(words.lower())
    if not 0 < len(said) <= LONGEST:
        return None
    plain = " ".join(said)
    return next((request for request, form in _FORMS.items() if form.fullmatch(plain)), None)


_LETTERS = 16 * LONGEST
_WORD = re.compile(r"[^\W_]+")
