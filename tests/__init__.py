"""The tests, the tour of all screens (``python -m tests.tour``) and the benchmarks (``python -m tests.bench``)."""
