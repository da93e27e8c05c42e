"""A network on its own, with comments and a layout of its own."""

from __future__ import annotations

PARKS = """\
# Our plan. Do not tidy up!
format = 1

[network]
id     = "parks"   # for ever
name   = "Parks"
issued = 2018-12-04
lifecycle = "transfer-network"
start  = 2018-12-04
zone   = "Europe/Rome"
languages = ["en", "lt"]

[[partner]]
id = "rome"
city = "Rome"
country = "IT"

[[partner]]
id = "vilnius"
city = "Vilnius"
country = "LT"

[[milestone]]
id = "meeting"     # the second one
kind = "meeting"
title = "Meeting"
when = "2019-05"
place = "Rome"

[[milestone]]
id = "minutes"
kind = "deadline"
title = "Minutes"
when = "2 weeks after meeting"

[[milestone]]
id = "visit"
kind = "meeting"
title = "Visit to {city}"
when = "2019-09-17"
each = "partner"
"""
"""Eighteen and six months from 4 December 2018: to 4 June and 4 December 2020."""
