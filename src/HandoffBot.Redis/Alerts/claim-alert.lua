-- Takes an alert for sending, so that one node at a time sends it.
-- KEYS alerts, tries, attempts
-- ARGV now, id, claimed until (ms)
-- Replies {record, attempts before} · {} not due, or another node has it
local alerts, tries, attempts = KEYS[1], KEYS[2], KEYS[3]
local now, id, til = unpack(ARGV)

local due = redis.call('ZSCORE', tries, id)
if not due or tonumber(due) > tonumber(now) then
  return {}
end
redis.call('ZADD', tries, til, id)
return { redis.call('HGET', alerts, id), redis.call('HINCRBY', attempts, id, 1) - 1 }
