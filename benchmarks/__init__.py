"""Side by side with a peer and with our limit, in one run; run by hand, never part of the tests.

One benchmark per file. A file whose name starts with an underscore helps the others.
"""
