"""
Small changes to the shipped workflows, such as somebody makes who edits one, and what has to come of each.

``NAME.yaml`` changes ``workflows/NAME.yaml``; it is a list of

    - mutant: threshold_lowered            # a name of its own
      says: One unfavorable answer fewer is tolerated.
      change:
        - from: "unfavorable_tolerated:   2"     # stands exactly once in the rule file
          to:   "unfavorable_tolerated:   1"
      fails: [exactly_two_unfavorable]     # legal: all scenarios that fail, in the order of the scenario file

with ``finds: yes`` instead of ``fails`` where checking the rules finds it.
Its findings then stand in ``NAME.out``, below ``== threshold_lowered ==``; ``make fixtures`` writes them anew.
Several lines stand behind ``from: |``; where the file has them further to the right, both texts are moved there.
"""
