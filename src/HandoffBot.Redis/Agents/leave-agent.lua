-- Sets an agent offline of whom there was no sign since an instant.
-- KEYS agents, handoffs, seen
-- ARGV agent, record, no sign since (ms)
-- Replies 1 · 0 there was a sign in the meantime, or another node was first
local agents, handoffs, seen = KEYS[1], KEYS[2], KEYS[3]
local agent, record, since = unpack(ARGV)

local at = redis.call('ZSCORE', seen, agent)
if not at or tonumber(at) > tonumber(since) then
  return 0
end
redis.call('ZREM', seen, agent)
redis.call('HDEL', handoffs, 'c:' .. agent, 'm:' .. agent)
if record ~= '' then
  redis.call('HSET', agents, agent, record)
end
return 1
