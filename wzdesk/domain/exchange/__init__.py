"""Exchange of forms between a city and its counties: who a workbook is, and how its answers are merged (§6)."""
