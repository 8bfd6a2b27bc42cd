"""关于: which program this is, and what others made of it under which licences."""
