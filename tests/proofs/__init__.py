"""Proofs over whole lives."""
