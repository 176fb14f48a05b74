"""A command refuses to work."""


class Refused(Exception):
    """`str()` is one clear line for the operator; the command line ends with exit code 2."""
