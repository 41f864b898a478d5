"""What can be typed after ``python3 manage.py``: one command per file.

A file that defines ``COMMAND`` is a command. This room stands at the edge and may use every other
room. Its files import the other rooms inside their functions, so that the help and a mistyped
option answer at once, before anything is installed.
"""
