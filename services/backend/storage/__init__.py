"""The Storage part: private files, whose rights are policies on storage.objects."""
