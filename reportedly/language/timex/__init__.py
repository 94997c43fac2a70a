"""Time expressions to TIMEX3 values: the words (`words`), what stands where (`grammar`), what it means (`values`)."""
