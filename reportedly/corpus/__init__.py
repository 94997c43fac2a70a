"""Many readings: the same claim found again, what rests on what, who is who, how many independent origins."""
