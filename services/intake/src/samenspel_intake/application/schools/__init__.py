"""The schools of an alliance over time: the register is taken over, schools close and merge."""
