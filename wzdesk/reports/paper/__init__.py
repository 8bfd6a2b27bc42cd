"""A sheet laid out on paper: column widths, lines, pages. Pure: what measures and draws letters is given."""
