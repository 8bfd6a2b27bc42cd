"""Major construction projects: the ledger, monthly progress, and what is derived from both (重大项目)."""
