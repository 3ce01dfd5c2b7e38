"""The composition root: command line, serving processes and the timetable."""
