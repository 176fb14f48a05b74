"""A command refuses to work: settings, the database's start and its migrations are kinds of it."""


class Refused(Exception):
    """`str()` is one clear line for the operator; the command line ends with exit code 2."""
