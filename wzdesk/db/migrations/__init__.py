"""Steps from one form of the data file to the next; run by ``wzdesk.db.migrate`` only."""
