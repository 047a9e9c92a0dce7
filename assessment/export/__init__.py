"""Tables for other programs: CSV and XLSX of results, landmarks and grades."""
