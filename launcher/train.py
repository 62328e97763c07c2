"""make train: a model for the present data and config."""

from __future__ import annotations

import sys

from launcher.errors import LaunchError
from launcher.model import ensure_model
from settings import SettingError, settings


def main() -> int:
    """Train when needed; the exit code."""
    try:
        print(ensure_model(settings()))
    except (LaunchError, SettingError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
