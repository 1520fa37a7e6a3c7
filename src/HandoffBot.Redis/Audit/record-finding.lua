-- Records something that was found outside a script and does not change by itself.
-- KEYS findings
-- ARGV now, kind, subject, repaired (0|1), detail
-- Replies 1 new · 0 known
--- @include keep-finding
local now, kind, subject, repaired, detail = unpack(ARGV)
return keep_finding(KEYS[1], now, kind, subject, repaired == '1', detail)
