"""Training of the language model: data, model, training loop, figures on the development split."""
