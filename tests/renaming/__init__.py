"""Workflows and their scenarios under other names: where names stand, what else to call things, what comes of it."""
