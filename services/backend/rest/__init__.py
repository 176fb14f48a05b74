"""The REST part: functions of schema `api` over HTTP, with PostgREST's meaning."""
