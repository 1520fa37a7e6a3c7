-- Prolongs a live lease on a held handoff; an expired one stays lost, so that nobody is surprised by a late return.
-- KEYS handoffs, leases, turns
-- ARGV now, id, agent, token, lease until (ms)
-- Replies {1, last seq} · {-10} lease lost · {-8} unknown
--- @include handoff-state
local handoffs, leases, turns = KEYS[1], KEYS[2], KEYS[3]
local now, id, agent, token, til = unpack(ARGV)

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
if not has_lease(s, 'H', agent, token, now) then
  return { -10 }
end
redis.call('ZADD', leases, til, id)
s.til = til
write_state(handoffs, id, s)
return { 1, redis.call('LLEN', turns) }
