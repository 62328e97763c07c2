"""The review database: SQLite or PostgreSQL, its schema brought up to date when it is opened."""

from review.store.engine import Store, open_store

__all__ = ["Store", "open_store"]
