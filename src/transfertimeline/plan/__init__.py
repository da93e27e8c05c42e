"""
What people state: phases, milestones, date rules, partners, and the plan file.

Records here can be built in Python without any file. They hold what was said, not
what follows from it: dates are computed by `transfertimeline.schedule`.
"""
