"""Channels through which messages reach the assistant."""
