"""Scans: pictures and pages without a text layer."""
