"""``python -m mentorflow.cli`` does what ``mentorflow`` does."""

from mentorflow.cli import main

main(prog_name="mentorflow")
