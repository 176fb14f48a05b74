"""Lists of members that are brought, tried, taken over, or put beside ours."""
