"""What was recognised on the sheets of any workbook, to be corrected and written."""
