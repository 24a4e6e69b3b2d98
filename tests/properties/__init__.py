"""Laws that hold over whole lifecycles, for every workflow of a small family and for the shipped one."""
