"""Sound in a rehearsal: simulated speakers, each with a tone of their own, and listeners."""
