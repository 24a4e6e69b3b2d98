"""Scenario files: read, played, told."""
