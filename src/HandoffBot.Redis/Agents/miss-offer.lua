-- Counts an offer that an available agent let go by; too many in a row make them Not Responding: no room for work until they answer.
-- KEYS agents, handoffs
-- ARGV agent, record of the agent as Not Responding, limit
-- Replies 1 not responding from now on · 0 not yet, or not available anyway
local agents, handoffs = KEYS[1], KEYS[2]
local agent, record, limit = unpack(ARGV)

if redis.call('HEXISTS', handoffs, 'c:' .. agent) == 0 then
  return 0
end
if redis.call('HINCRBY', handoffs, 'm:' .. agent, 1) < tonumber(limit) then
  return 0
end
redis.call('HDEL', handoffs, 'c:' .. agent, 'm:' .. agent)
redis.call('HSET', agents, agent, record)
return 1
