"""The working calendar (lịch làm việc) of state bodies: dated data, never a computed guess."""
