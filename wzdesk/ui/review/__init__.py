"""The page 审核: all findings of the open forms and of the plan in work."""
