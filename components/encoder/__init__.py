"""The pretrained sentence encoder: its weights, how they are tuned to our sentences, and how they are run."""
