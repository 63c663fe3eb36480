"""The tests of newsgen."""
