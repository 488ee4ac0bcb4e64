"""The administrator's layer of the law: what is imported is shown before it is written."""
