"""What coordinators write: rule files, read, checked and frozen. Never knows a partnership."""
