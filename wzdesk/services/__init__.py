"""One module per job of a user; the only place where stores, workbooks and rules meet."""
