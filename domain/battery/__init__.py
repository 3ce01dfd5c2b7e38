"""What is known of traction batteries: capacity with its confidence, how they fade, and how long they last."""
