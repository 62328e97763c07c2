"""`rasa train`, with a garbage collector that looks less often.

Hundreds of thousands of tokens and features live until training ends. Python would look through them all again and again:
a quarter of the time that is not spent learning.
"""

from __future__ import annotations

import gc
import sys

from rasa.__main__ import main

_NEW_OBJECTS, _YOUNG, _MIDDLING = 100_000, 50, 50

if __name__ == "__main__":
    gc.set_threshold(_NEW_OBJECTS, _YOUNG, _MIDDLING)
    sys.argv = ["rasa", "train", *sys.argv[1:]]
    main()
