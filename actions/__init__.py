"""Rasa custom actions: tracker in, diagnosis out, tracker events back. rasa_sdk registers every Action found here."""
