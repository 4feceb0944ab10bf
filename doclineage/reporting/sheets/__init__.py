"""Workbooks and tables for spreadsheets, and the decisions read back from them."""
