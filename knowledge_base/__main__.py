"""python -m knowledge_base: check the knowledge files."""

from __future__ import annotations

import sys
from pathlib import Path

from knowledge_base.errors import KnowledgeError
from knowledge_base.loading import DEFAULT_FOLDER, load_knowledge


def main() -> int:
    """Print every problem; the exit code."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT_FOLDER
    try:
        knowledge = load_knowledge(folder)
    except KnowledgeError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(knowledge.causes)} causes, {len(knowledge.facts)} facts, {len(knowledge.answers)} answers: all sound.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
