"""`python -m tests.double.launch URL`: the bot's own command line, with discord.py pointed at the double.

The bot itself has no switch for tests; what is turned here are discord.py's class attributes.
"""

import sys

from tests.double.pointing import point

if __name__ == "__main__":
    point(sys.argv[1])

    from bot.__main__ import main

    sys.argv = ["dateline", "run"]
    main()
