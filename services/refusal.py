"""A command refuses to work."""


class Refused(Exception):  # noqa: N818 - a refusal, not an error of the program
    """`str()` is one clear line for the operator; the command line ends with exit code 2."""
