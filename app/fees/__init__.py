"""Charges and levies (phí, lệ phí): what is to be paid, and the amount in words."""
