-- A file of its own: a new value of an enum can't be used in the transaction that adds it.

alter type handbook.post_category add value 'document';
