"""Settings of this device and of the account, help, about."""
