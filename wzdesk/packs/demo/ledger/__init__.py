"""An invented ledger of projects that adds up to the published totals."""
