"""The web chat channel: signed sessions, numbered messages, limits. docs/web-channel.md has the protocol."""
