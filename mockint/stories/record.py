"""The stories as JSON: every field, and what follows from the fields."""

from typing import Any

import msgspec

from mockint.stories.repertoire import Entry, Repertoire, Topic


def as_json(found: Repertoire) -> str:
    """``found`` as indented JSON, ending in a line break.

    Stories and topics name each other by place: ``told`` and ``could`` of a topic are places,
    from 0, in ``stories``; ``best`` of a story is a place in its ``tellings``.
    """
    told = {
        "bank": found.bank,
        "title": found.title,
        "sessions": found.sessions,
        "recent": found.recent,
        "stories": [_story(entry) for entry in found.entries],
        "topics": [_topic(topic) for topic in found.topics],
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=1).decode() + "\n"


def _story(entry: Entry) -> dict[str, Any]:
    story = entry.story
    return {
        "title": story.title,
        "words": story.words,
        "tellings": [msgspec.to_builtins(telling) for telling in story.tellings],
        "best": next(
            at for at, telling in enumerate(story.tellings) if telling is story.best.telling
        ),
        "why": story.best.why,
        "questions": [msgspec.to_builtins(fit) for fit in entry.fits],
        "recent": entry.recent,
        "often": entry.often,
        "once": entry.once,
    }


def _topic(topic: Topic) -> dict[str, Any]:
    asked = [{"id": each.id, "asked": each.ask, "hint": each.hint} for each in topic.questions]
    return {
        "topic": topic.topic,
        "stage": topic.stage,
        "questions": asked,
        "told": topic.told,
        "could": topic.could,
    }
