"""The first start: three questions, or a look at invented figures."""
