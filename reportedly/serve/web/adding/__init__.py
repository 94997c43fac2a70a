"""What is pasted, named or dropped, read and kept beside the answer.

given.py   what a form gives: the articles in it, one at a time
job.py     one of them being read or kept, as a page shows it
jobs.py    all of them, and the thread that works on them
"""
