"""Who did what to whom, out of Universal Dependencies v2. All syntax lives here; nothing after it sees a tree."""
