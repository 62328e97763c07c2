"""From Rasa's events to the review database, in a process of its own: the chat never waits for it."""
