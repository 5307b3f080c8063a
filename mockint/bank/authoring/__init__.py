"""Banks made out of what somebody has: a list of questions, a job ad, or replies.

``drafts``, ``posting`` and ``dictation`` make one each, with a ``sketch`` of what nobody has
written yet; ``page`` writes it down. They import the rest of the room, and none of each other.
"""
