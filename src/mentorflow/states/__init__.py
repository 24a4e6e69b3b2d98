"""What happens to a partnership: deciding, folding, explaining. Never reads a file, a clock or a database."""
