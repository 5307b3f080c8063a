"""What a question is filled with until somebody writes better: usable texts for each form.

The examples answer a question of the form, but each is an invented story about some other subject:
placeholders, which ``page`` says above every question.
"""

from typing import NamedTuple

from mockint.findings import Form


class Filling(NamedTuple):
    """What a question of one form is filled with; ``means`` explains the form itself."""

    means: str
    listens_for: str
    follow_ups: tuple[str, ...]
    anchors: tuple[str, str, str]
    outline: tuple[str, ...]
    hint: str
    strong: str
    weak: str


FILLINGS: dict[Form, Filling] = {
    "story": Filling(
        means="something that happened once: situation, task, action and result",
        listens_for="Whether one real case is told, with steps of one's own and an end.",
        follow_ups=(
            "Where was that, and when?",
            "What was yours to do in it?",
            "What did you do yourself, step by step?",
            "How did it end, and how could you tell?",
            "Think of one single case. What happened first?",
        ),
        anchors=(
            "Speaks of what usually happens, and no single case comes up.",
            "Tells one case and what was done in it, but not what came of it.",
            "Tells one case: where and when, the task, own steps in order, a result with a figure.",
        ),
        outline=(
            "Where and when it was, with ___ people or cases in it.",
            "What was yours to do.",
            "What you did first, what then, and what last.",
            "How it ended: ___ before, ___ afterwards.",
            "What you have done differently since.",
        ),
        hint="One case told to its end is better than five that are only touched on.",
        strong=(
            "In March of last year, when I was working for a mail order firm of forty people, half "
            "of our team fell ill on one Monday. My task was to see that the 60 orders of that day "
            "still went out. First I sorted them by their deadlines. Then I called the 11 "
            "customers who could wait, and asked two colleagues to take the simple orders while I "
            "packed the difficult ones myself. As a result, all 60 orders left the house by six "
            "in the evening, and only one customer complained. Since then I have kept a list of "
            "what can wait, and it cut the time we lose on such days from 5 hours to 2."
        ),
        weak=(
            "That happens all the time, really. You stay calm and do your best, and then it "
            "usually works out somehow. We were a good team, so it was never much of a problem."
        ),
    ),
    "process": Filling(
        means="how you go about something, step by step",
        listens_for="Whether there are steps in an order, with reasons and a check at the end.",
        follow_ups=("Take one real case. What do you do first, and what comes next?",),
        anchors=(
            "Says that it depends or that one must be careful, and names no step.",
            "Names several steps in order, but neither reasons nor a check nor a real case.",
            "Names steps in order, why each is there, how the outcome is checked, and a figure.",
        ),
        outline=(
            "What you need before you begin, and where it comes from.",
            "The steps in order, ___ of them, each with its reason.",
            "How you check the outcome before anybody else sees it.",
            "A real case, with ___ pieces in ___ hours.",
        ),
        hint="Say the steps in order, and why each of them is there.",
        strong=(
            "First I find out what is wanted and by when, and write it down, because half of the "
            "trouble comes from guessing. Second, I check that everything I need is there; last "
            "year about 1 job in 10 stopped halfway for want of one paper. Then I do the work in "
            "the same order each time, along a list of nine points, and tick each of them off. "
            "Before it goes out, I compare it with what was asked for, and with something large a "
            "colleague does that too. Finally I write down what went wrong, so that the list can "
            "be mended. Since I have worked that way, the mistakes that reach a customer have "
            "fallen from 8 a month to 2."
        ),
        weak=(
            "Well, it depends on the day. It is mostly a matter of being careful and of having a "
            "feeling for it. With the years it comes by itself, and in the end it is always fine."
        ),
    ),
    "knowledge": Filling(
        means="what something is, or how it works",
        listens_for="Whether it is explained in plain words, correctly, and with an example.",
        follow_ups=("How would you explain that to somebody new, with an example?",),
        anchors=(
            "Names a word or two that belong to it and explains none of them.",
            "Explains what it is correctly, but not what it is good for, and without an example.",
            "Explains what it is, what sets it apart, what it is good for, and a case of its use.",
        ),
        outline=(
            "What it is, in one sentence.",
            "What it is taken for and is not.",
            "What it is good for, and when it matters.",
            "A case from your own work, with ___.",
        ),
        hint="One plain sentence first, then an example from your own work.",
        strong=(
            "A purchase order is the paper on which a buyer says what is wanted, how much of it, "
            "and at what price. It is not the same as an invoice, because the invoice comes later "
            "and asks for the money. It matters most when the two disagree. For example, in my "
            "last job we had ordered 40 chairs, and the supplier's invoice asked for 44. First I "
            "compared both papers line by line, then I looked at the delivery slip, which said 40 "
            "as well. Because the order was in writing, the supplier corrected the invoice within "
            "2 days. That is why I check quantity, price and delivery before anything is paid."
        ),
        weak=(
            "I have heard of that, and I think we had something like it where I was. It is quite "
            "important. I would have to look up how it works exactly, but I learn fast."
        ),
    ),
    "motive": Filling(
        means="why you want something, or what it is worth to you",
        listens_for="Whether the reasons are the candidate's own and fit this very place.",
        follow_ups=("What was the last thing at work that you were really glad about?",),
        anchors=(
            "Says that it sounds interesting or that a job is needed.",
            "Gives a reason of one's own, but nothing from experience bears it out.",
            "Gives reasons of one's own, a case that bears each out, and what this place gains.",
        ),
        outline=(
            "Your first reason, and the day on which you noticed it.",
            "Your second reason, with ___ years or cases behind it.",
            "What you know about this place that fits.",
            "What you would bring along.",
        ),
        hint="A reason is believed when a case from your work stands behind it.",
        strong=(
            "There are two reasons. The first is that I like work in which a mess becomes an "
            "order. In my last job I took over a list of 300 open cases, and after four months "
            "there were 40 left; I was glad about each one I could close. The second is the people "
            "I would work with: you write that your team of six decides together, and that is how "
            "I have worked best, for instance when three of us planned the move of our office. "
            "What I would bring is five years with customers on the phone, and patience with long "
            "lists. In return I hope to learn how a larger firm does this."
        ),
        weak=(
            "It sounded interesting, and I think it is time for something new. I like working with "
            "people and I am very motivated. It is also not far from where I live."
        ),
    ),
    "situational": Filling(
        means="what you would do if something happened",
        listens_for="Whether there is a first step, an order, a limit, and thought for the others.",
        follow_ups=("What would be the very first thing you do, and the next?",),
        anchors=(
            "Says that it would be solved somehow or passed on, and names no step.",
            "Names sensible steps, but not what happens if they do not help.",
            "Names steps in order with reasons, who is told when, what if it fails, a case of old.",
        ),
        outline=(
            "What you would find out first, and from whom.",
            "What you would do then, in order.",
            "Whom you would tell, and when.",
            "What you would do if that did not help.",
            "A case of your own that was like it, with ___.",
        ),
        hint="Begin with the very first thing you would do.",
        strong=(
            "First I would ask what exactly has happened and since when, because people often "
            "mean two different things. Then I would check it myself in the papers before I "
            "promise anything. If the fault is ours, I would say so, tell the customer what I am "
            "doing and by which day, and put it right the same week. If it is not, I would show "
            "them calmly what I found. I would tell my manager as soon as it costs more than 500 "
            "dollars or is not settled after two days. It was like that in May, when a customer "
            "refused a delivery of 12 boxes: after one call and one look at the order, it was "
            "settled within 3 hours."
        ),
        weak=(
            "That would have to be seen. It is important to stay calm, and somehow there would be "
            "a solution that everybody can live with. Otherwise it would be for the manager."
        ),
    ),
    "other": Filling(
        means="anything else",
        listens_for="Whether the answer is to the point and bears itself out.",
        follow_ups=("Can you give me an example of that?",),
        anchors=(
            "Stays with general words, or answers another question.",
            "Answers the question in a few words, without an example.",
            "Answers in the first sentence, then gives a reason and an example with a figure.",
        ),
        outline=(
            "Your answer in one sentence.",
            "The reason for it.",
            "An example from your work, with ___.",
        ),
        hint="The answer comes first, and the example after it.",
        strong=(
            "I am thorough, and I am quick to ask. My colleagues say that the list nobody wants is "
            "mine, because it comes back complete. I am at my best in the morning, so the hard "
            "things are there, and the afternoon is for the telephone, which is about 30 calls a "
            "day. What I am still learning is to stop: a table does not have to be beautiful once "
            "it is right. I speak Spanish well enough for customers. I know teams of 3 and teams "
            "of 20, and I am happiest with about 6 people who tell each other what they think."
        ),
        weak=(
            "That is hard to say. I would say I am a normal person who does the work and gets "
            "along with everybody. There is not much more to tell, to be honest."
        ),
    ),
}
