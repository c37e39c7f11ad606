"""The people of a trial of a whole audience: who speaks, who listens, and what they notice."""
