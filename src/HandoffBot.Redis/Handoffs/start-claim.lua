-- Begins a claim for an agent over several partitions. A claim is worth what it has seen: each one gets a rising epoch, leaves it in every partition it looks at
-- (look-for-work.lua), and is refused where a newer one has looked since. So loads cannot add up past the capacity, without a lock and without a clock.
-- KEYS handoffs (of the first partition)
-- ARGV agent
-- Replies {epoch, capacity} · {-5} agent not present
local handoffs, agent = KEYS[1], ARGV[1]
local capacity = redis.call('HGET', handoffs, 'c:' .. agent)
if not capacity then
  return { -5 }
end
return { redis.call('HINCRBY', handoffs, 'n:' .. agent, 1), tonumber(capacity) }
