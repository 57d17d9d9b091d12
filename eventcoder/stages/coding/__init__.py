"""From predications to coded events: which frame takes which predicate, with which ends, under which operator."""
