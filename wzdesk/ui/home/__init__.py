"""The page 工作台: what is due, what the figures say, what changed; all of it leads somewhere."""
