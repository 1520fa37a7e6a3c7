-- Checks at one instant that an agent's load in this partition is the number of handoffs they have here, and sets it right. Where there are more leases than one script
-- may look through, those that the caller has found twice are confirmed, while the load is what it was then.
-- KEYS handoffs, leases, findings
-- ARGV now, agent, leases to look through at most, and for more than these: load as it was, (handoff, token)…
-- Replies {kind, 1 new | 0 known, 1}; {} when all is well, or something has moved
--- @include handoff-state
--- @include keep-finding
local handoffs, leases, findings = unpack(KEYS)
local now, agent, most, load = unpack(ARGV, 1, 4)

local counted = tonumber(redis.call('HGET', handoffs, 'l:' .. agent) or 0)
local has = 0
if redis.call('ZCARD', leases) <= tonumber(most) then
  local ids = redis.call('ZRANGE', leases, 0, -1)
  for first = 1, #ids, 500 do
    local packed = redis.call('HMGET', handoffs, unpack(ids, first, math.min(first + 499, #ids)))
    for i = 1, #packed do
      local holder = packed[i] and string.match(packed[i], '^[OH]|[^|]*|[^|]*|([^|]*)|')
      if holder == agent then has = has + 1 end
    end
  end
elseif load and counted == tonumber(load) then
  for i = 5, #ARGV, 2 do
    local s = read_state(handoffs, ARGV[i])
    if not s or s.holder ~= agent or s.token ~= ARGV[i + 1] or (s.state ~= 'O' and s.state ~= 'H') then return {} end
    has = has + 1
  end
else
  return {}
end
if counted == has then
  return {}
end
redis.call('HSET', handoffs, 'l:' .. agent, has)
return { 'load_wrong', keep_finding(findings, now, 'load_wrong', agent, true, counted .. ' for ' .. has), 1 }
