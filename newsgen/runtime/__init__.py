"""What rooms below need of the machine: failures of the world, what is installed, the user's own folder."""
