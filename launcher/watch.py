"""Notices edits in a folder."""

from __future__ import annotations

from pathlib import Path


class Watch:
    """Compares names and times of the YAML files below a folder with the last look."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen = self._look()

    def changed(self) -> set[str]:
        """Names, below the folder, of the files that are new, gone or newer since the last call."""
        before, self._seen = self._seen, self._look()
        return {str(path.relative_to(self._folder)) for path, _ in before.items() ^ self._seen.items()}

    def _look(self) -> dict[Path, int]:
        found = {}
        for path in self._folder.rglob("*.yml"):
            try:
                found[path] = path.stat().st_mtime_ns
            except FileNotFoundError:  # an editor swaps files
                continue
        return found
