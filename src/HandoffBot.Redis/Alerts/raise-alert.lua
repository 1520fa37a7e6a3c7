-- Keeps an alert to be sent, once while it is on its way.
-- KEYS alerts, tries
-- ARGV now, id, record
-- Replies 1 kept · 0 is on its way
local alerts, tries = KEYS[1], KEYS[2]
local now, id, record = unpack(ARGV)

if redis.call('HSETNX', alerts, id, record) == 0 then
  return 0
end
redis.call('ZADD', tries, now, id)
return 1
