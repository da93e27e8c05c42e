"""
What follows from a plan: dates, their derivations, and findings.

Pure functions from a `Plan` and a data date to a `Schedule`.
"""
