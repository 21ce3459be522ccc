"""Office Open XML: DOCX and XLSX, zip files whose parts point to one another (ISO/IEC 29500-2)."""
