"""
What a good developer would write by hand for the rules of mentoring-connection, with nothing general in it.

The same values and the same work as mentorflow for the acts of the one life that is measured: a new partnership, a
record that replay can fold, a decision, notices, effects, warnings and refusals; facts, answers and roles checked,
deadlines looked at by one comparison, a fold that is the only writer.
Left out, because the life never gets there and it would only be more lines, not more time: the other moves, lifting a
condition, what happens when a deadline does fall, who may see what, sentences that explain a refusal.
It has no error messages about its rules, no proofs, no options, and its rules cannot be edited without a programmer.
"""
