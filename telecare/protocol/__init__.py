"""The contract between home, hub and browser: messages, signature, timing, limits."""
