"""Sound in and out: clips, devices, the recorder, the end of an answer."""
