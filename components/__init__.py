"""Chinese NLU components of the pipeline in config.yml, and the policy that answers when the action server fails."""
