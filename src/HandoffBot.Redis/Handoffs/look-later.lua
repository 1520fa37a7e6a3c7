-- Puts a lease that ends later than its place among the leases says to the place where it ends.
-- KEYS handoffs, leases
-- ARGV now, id
-- Replies 1 · 0 there is no such lease, or it is over
--- @include handoff-state
local handoffs, leases = KEYS[1], KEYS[2]
local now, id = ARGV[1], ARGV[2]

local s = read_state(handoffs, id)
if not s or (s.state ~= 'O' and s.state ~= 'H') or tonumber(s.til) <= tonumber(now) then
  return 0
end
redis.call('ZADD', leases, 'XX', s.til, id)
return 1
