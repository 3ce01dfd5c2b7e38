"""What a charge looks like: figures of its last part."""

# The last part of a charge: constant current (cc) up to the voltage limit, then constant voltage (cv) as current falls.
# Ah and V of one cell, s, V/s, A/s; entropy in nats. The figures of Wang et al., Nature Communications 15:4332 (2024).
SHAPE = (
    "voltage_mean",
    "voltage_std",
    "voltage_kurtosis",
    "voltage_skewness",
    "cc_q",
    "cc_charge_time",
    "voltage_slope",
    "voltage_entropy",
    "current_mean",
    "current_std",
    "current_kurtosis",
    "current_skewness",
    "cv_q",
    "cv_charge_time",
    "current_slope",
    "current_entropy",
)
