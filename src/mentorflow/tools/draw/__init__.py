"""
A workflow drawn as a picture: its states from the start to the end, who leads on, and what time does.

``draw`` makes the drawing from the rules; ``as_mermaid`` and ``as_dot`` write it down, ``picture`` lays it out;
``traces`` says what scenarios took of it.
Nothing here knows of files, terminals or commands, and no key of the notation is read but through the edges.
"""

from __future__ import annotations

from mentorflow.tools.draw.dot import as_dot
from mentorflow.tools.draw.mermaid import as_mermaid
from mentorflow.tools.draw.structure import draw

__all__ = ["as_dot", "as_mermaid", "draw"]
