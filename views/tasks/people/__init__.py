"""Who takes part in a task: choosing people, adding some to a given task."""
