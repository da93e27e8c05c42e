"""
What people look at: tables, CSV, Markdown, JSON.

Pure functions from a `Schedule` to text.
"""
