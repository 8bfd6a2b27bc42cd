"""The words and rules of plan statistics: frozen values and pure functions, standard library only."""
