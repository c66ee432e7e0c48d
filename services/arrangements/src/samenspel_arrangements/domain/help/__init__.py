"""The course of granted help: begun, evaluated, extended or ended; never silently over."""
