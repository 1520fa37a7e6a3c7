-- Replaces what is known about an agent. Only an available one has room for work.
-- KEYS agents, capacity
-- ARGV agent, record, capacity or '' when not available
-- Replies 1
local agents, capacity = KEYS[1], KEYS[2]
local agent, record, room = unpack(ARGV)

redis.call('HSET', agents, agent, record)
if room == '' then
  redis.call('HDEL', capacity, agent)
else
  redis.call('HSET', capacity, agent, room)
end
return 1
