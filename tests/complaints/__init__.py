"""Tests of complaints, through HTTP."""
