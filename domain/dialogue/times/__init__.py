"""Time expressions, Chinese, English or mixed, and how they become a wish for a visit."""
