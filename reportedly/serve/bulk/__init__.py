"""Many articles at once, on as many machines as there are: articles in, readings and tables as Parquet out.

Four steps, each a set of tasks that know nothing of each other and leave a file when they are done, so that whatever is
killed can be repeated:

    extract   a shard of the input       the articles in it, some at a time, in *parts*
    choose    all parts, on the driver   which articles are read, and what they are called
    read      a *unit* of a part         readings and their digests
    lay       a day                      the tables of the readings of that day

`engine.py` is the only module that knows what runs the tasks.
"""
