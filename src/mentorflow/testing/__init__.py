"""
For the test suites of applications: workflows drawn by chance, each a rule file without any finding.

    from hypothesis import given
    from mentorflow.testing import workflows

    @given(workflows())
    def test_my_application_stores_any_workflow(drawn):
        ...

The only room that may import hypothesis; nothing else of mentorflow imports this one.
Install it with ``pip install 'mentorflow[testing]'``.
"""

from mentorflow.testing.strategy import DrawnWorkflow, workflows

__all__ = ["DrawnWorkflow", "workflows"]
