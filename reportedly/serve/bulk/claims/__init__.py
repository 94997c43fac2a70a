"""Claims of a result of `bulk`: what `add --from` and `claims` make of it, by joins of blocks on the engine.

Articles are numbered in the order of the result, and so are their reports; *chunks* of articles are what tasks work on.
Whatever belongs to several of them is owned by the chunk of the first of it, and is sent there:

    key       a chunk     what its articles are found by, as numbers; who is named in it
    meet      a bucket    pairs of articles that share a band of the MinHash or a long quotation
    name      a bucket    which actor each name is
    compare   a chunk     its articles with earlier ones that are near: links of reports, derivations of articles
    join      the driver  what hangs together by links
    route     a chunk     its links to where the first of what hangs together is
    cluster   a chunk     what hangs together into claims
    spread    a chunk     its links, reports and derivations to where the claims are made
    make      a chunk     claims
    lay       a day       their tables

A pair of articles is compared once, in the chunk of the later one. A worker holds one chunk of digests (in `make`, some
more), the driver 24 bytes a report, on disk.
"""
