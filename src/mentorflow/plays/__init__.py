"""Scenarios: lives written beside a workflow, read, played through its flow and compared. Decides nothing itself."""
