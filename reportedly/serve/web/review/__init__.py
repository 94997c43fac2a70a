"""What a person looks at to say whether it is right.

address.py    which things, as the address says it
items.py      one thing with all that one needs to judge it
queue.py      the things that ask for a look, the most doubtful first
judging.py    a form that was sent → what it says
showing.py    what persons said, for other pages: `said` in review_parts.html.j2
settling.py   claims made anew behind the answer
"""
