"""What support staff see of the conversations; personal data is masked before anything is stored."""
