"""Tables on any sheet of an agency's workbook: where they are, and what each cell of them is."""
