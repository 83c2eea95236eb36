"""What search looks in: sections come in, hits come out; no other room knows the engine."""
