"""What threatens or limits the account: shown on the home screen, the profile and the settings."""
