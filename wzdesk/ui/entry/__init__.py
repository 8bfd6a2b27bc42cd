"""The page 指标填报."""
