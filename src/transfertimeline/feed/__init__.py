"""
iCalendar: from a schedule to the bytes every calendar program reads alike.

Writing needs no other package. Only what reads a feed imports icalendar:
`transfertimeline.feed.objects` and `transfertimeline.feed.published`.
"""
