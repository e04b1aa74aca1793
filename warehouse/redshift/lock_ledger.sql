-- Lets one load at a time write, and takes its view of the warehouse only after the one before has committed.
-- Changes nothing.
lock ops.loads
