"""The home screen: what needs me now, and the latest posts."""
