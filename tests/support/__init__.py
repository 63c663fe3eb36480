"""What tests share: a site to write and build, and the command line to run."""
