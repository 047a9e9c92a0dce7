"""What is kept: one database, one folder of media, one door to each."""
