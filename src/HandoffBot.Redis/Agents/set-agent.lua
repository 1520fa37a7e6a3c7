-- Replaces what is known about an agent. Only an available one has room for work. Missed offers are forgotten.
-- KEYS agents, handoffs
-- ARGV agent, record, capacity or '' when not available
-- Replies 1
local agents, handoffs = KEYS[1], KEYS[2]
local agent, record, capacity = unpack(ARGV)

redis.call('HSET', agents, agent, record)
if capacity == '' then
  redis.call('HDEL', handoffs, 'c:' .. agent, 'm:' .. agent)
else
  redis.call('HSET', handoffs, 'c:' .. agent, capacity)
  redis.call('HDEL', handoffs, 'm:' .. agent)
end
return 1
