"""Prefilters: upper bounds on a check's strength, for many cars at once as arrays, so that most are not run in full.

A prefilter returns True wherever its check could trip, also where it is not sure or data are odd (a wheel without a
sensor). False means that the check would find nothing wrong.
"""
