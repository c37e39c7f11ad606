"""The shipped server as a black box, over real sockets."""
