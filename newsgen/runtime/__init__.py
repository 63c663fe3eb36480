"""What a run of newsgen stands on: failures of the world, what is installed, the user's own folder."""
