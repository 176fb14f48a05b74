"""Accounts: sign-in, activation, reset, second factor, devices."""
