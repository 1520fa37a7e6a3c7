-- Checks at one instant that an agent's load in this partition is the number of handoffs they have here, and sets it right.
-- KEYS handoffs, leases, findings
-- ARGV now, agent
-- Replies {kind, 1 new | 0 known, 1}; {} when all is well
--- @include handoff-state
--- @include keep-finding
local handoffs, leases, findings = unpack(KEYS)
local now, agent = ARGV[1], ARGV[2]

local has = 0
local ids = redis.call('ZRANGE', leases, 0, -1)
for first = 1, #ids, 500 do
  local packed = redis.call('HMGET', handoffs, unpack(ids, first, math.min(first + 499, #ids)))
  for i = 1, #packed do
    local holder = packed[i] and string.match(packed[i], '^[OH]|[^|]*|[^|]*|([^|]*)|')
    if holder == agent then has = has + 1 end
  end
end
local counted = tonumber(redis.call('HGET', handoffs, 'l:' .. agent) or 0)
if counted == has then
  return {}
end
redis.call('HSET', handoffs, 'l:' .. agent, has)
return { 'load_wrong', keep_finding(findings, now, 'load_wrong', agent, true, counted .. ' for ' .. has), 1 }
