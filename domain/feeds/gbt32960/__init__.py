"""GB/T 32960.3, of 2016 and of 2025: what electric cars in China report to their maker and to the authorities."""
