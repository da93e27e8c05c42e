"""
The command line: arguments, printing, files, and the only clock.

Each command is a module; what they share stands in `options` and `output`.
"""
