"""Meetings of a cell: plan, invitation, roll-call, agenda, who came."""
