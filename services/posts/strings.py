"""Vietnamese words that the posts room looks for."""

# As stamped on papers, in capitals; longest first.
SECRECY_STAMPS = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
