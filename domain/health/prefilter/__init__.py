"""Which cars a check need not look at: bounds on its strength, for many cars at once and as arrays.

Each screen answers True wherever its check could possibly trip, and errs on that side: it leaves out only what
cannot make a car look worse. Where data are odd (a wheel without a sensor), it answers True as well.
"""
