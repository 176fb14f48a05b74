"""The way from other rooms to plans of inspection."""
