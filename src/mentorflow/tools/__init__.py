"""What coordinators do with a rule file besides running it; pure functions, one module each. Nothing here prints."""
