"""The Sinh hoạt tab: a cell's meetings, from the plan to the roll-call and after."""
