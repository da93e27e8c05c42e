"""
Days, stretches of days, partial dates, lags, clock times and working days.

The lowest room of the house: plain values and arithmetic on them. It knows
nothing of plans or calendars.
"""
