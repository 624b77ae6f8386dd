"""The second factor, the same for residents and agents: one-time codes (TOTP) and recovery codes."""
