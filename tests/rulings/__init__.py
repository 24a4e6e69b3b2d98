"""Every ruling on the meaning of a workflow, pinned by tests that say it in one sentence."""
