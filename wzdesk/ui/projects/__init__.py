"""The page 项目进度."""
