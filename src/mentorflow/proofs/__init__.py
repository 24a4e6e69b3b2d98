"""What holds in every life that a rule file allows: proved, refuted by a life that shows it, or not decided."""
