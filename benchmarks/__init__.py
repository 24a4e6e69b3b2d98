"""Measurements of mentorflow beside hand-written code and beside other libraries; nothing imports this room."""
