"""What can keep the product from starting. Each says what to do about it."""

from __future__ import annotations


class LaunchError(Exception):
    """Base of the errors of this room; the message is shown to the operator as it is."""


class TrainingFailedError(LaunchError):
    """Rasa could not train a model."""


class PortInUseError(LaunchError):
    """Another program listens where a server should."""


class ServerFailedError(LaunchError):
    """A server ended, or did not answer in time."""
