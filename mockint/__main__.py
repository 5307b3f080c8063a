"""``python -m mockint`` is ``mockint``."""

import sys

from mockint.cli import main

if __name__ == "__main__":
    sys.exit(main())
