"""The version: year, month, patch."""

__all__ = ["__version__"]

__version__ = "26.11.0"
