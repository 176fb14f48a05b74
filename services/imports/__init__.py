"""Lists of members that somebody else kept: read, tried, taken over, put beside ours."""
