"""Stands for Glue's own library, as far as the jobs use it, which is not published for Glue 5."""
