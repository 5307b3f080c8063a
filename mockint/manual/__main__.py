"""``python -m mockint.manual``: the commands as Markdown; with ``--man``, as a manual page."""

import sys

from mockint.manual import man_page, manual

print(man_page() if sys.argv[1:] == ["--man"] else manual(), end="")
