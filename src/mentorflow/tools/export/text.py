"""Data as JSON that people can read: what fits in a line stands in one."""

from __future__ import annotations

import json
from typing import Any

WIDTH = 118


def as_text(data: Any, depth: int = 0) -> str:  # noqa: ANN401 - plain data of any kind
    """Data as JSON; a list or a block that is too long for a line has a line for each of its parts."""
    line = json.dumps(data, ensure_ascii=False)
    if depth + len(line) <= WIDTH or not isinstance(data, dict | list):
        return line
    inner = " " * (depth + 1)
    if isinstance(data, list):
        parts = [as_text(each, depth + 1) for each in data]
        return "[\n" + ",\n".join(inner + part for part in parts) + "\n" + " " * depth + "]"
    named = [f"{json.dumps(key, ensure_ascii=False)}: {as_text(each, depth + 1)}" for key, each in data.items()]
    return "{\n" + ",\n".join(inner + part for part in named) + "\n" + " " * depth + "}"
