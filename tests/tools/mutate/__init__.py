"""Changes that nobody notices: a small program with something of everything, and a scenario that guards little."""
