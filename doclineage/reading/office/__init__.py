"""What LibreOffice turns into Word: old Word, RTF, OpenDocument, saved pages."""
