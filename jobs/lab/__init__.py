"""What studies and measures the product: training, evaluations, benches, pages made from them. Nothing that serves imports it."""
