"""The corpus for programs: JSON under `/api/v1`, the records as `docs/reading.schema.json` and `reportedly claims` have them.

operations.py  `OPERATIONS`: every address, what it takes and gives; routes, description and page come from there
answers.py     what they answer with
records.py     the records that are the interface's own
serving.py     what all of them go through: rate, parameters, what the client has already
rate.py        `Limiter`: how often a client may ask
describing.py  the OpenAPI description
"""
