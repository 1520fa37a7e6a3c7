-- Checks at one instant that a handoff is in exactly one state and place and that its conversation has the right owner; puts right what can be, dropping nothing.
-- KEYS handoffs, leases, findings, conv, queue…
-- ARGV now, id, skill… (of the queues, in their order)
-- Replies {kind, 1 new | 0 known, 1 repaired | 0 not, …}; {} when all is well
--- @include handoff-state
--- @include keep-finding
local handoffs, leases, findings, conv = unpack(KEYS, 1, 4)
local now, id = ARGV[1], ARGV[2]
local found, changed = {}, false

local s = read_state(handoffs, id, 'r:' .. id)
local function report(kind, repaired, detail)
  found[#found + 1] = kind
  found[#found + 1] = keep_finding(findings, now, kind, id, repaired, detail)
  found[#found + 1] = repaired and 1 or 0
  if repaired then
    trail(s, now, 'repaired', 'auditor', kind)
    changed = true
  end
end

local lease = redis.call('ZSCORE', leases, id)
local own, others = nil, {}
for i = 5, #KEYS do
  if redis.call('ZSCORE', KEYS[i], id) then
    if s and s.state == 'W' and ARGV[i - 2] == s.skill then own = KEYS[i] else others[#others + 1] = KEYS[i] end
  end
end
if not s or not s.state or not s.beside then
  if s or lease or #others > 0 then report('unreadable_record', false, '') end
  return found
end

if #others > 0 then
  for i = 1, #others do redis.call('ZREM', others[i], id) end
  report('place_too_many', true, s.state)
end
if s.state == 'W' and not own then
  for i = 5, #KEYS do
    if ARGV[i - 2] == s.skill then own = KEYS[i] end
  end
  if own then redis.call('ZADD', own, s.score, id) end
  report('waiting_without_place', own ~= nil, s.skill)
end
local leased = s.state == 'O' or s.state == 'H'
if leased and not lease then
  redis.call('ZADD', leases, s.til, id)
  report('lease_missing', true, s.holder)
elseif lease and not leased then
  redis.call('ZREM', leases, id)
  report('lease_too_many', true, s.state)
end

local has = redis.call('HMGET', conv, 'owner', 'agent', 'handoff')
local owner, agent = s.state == 'H' and 'A' or 'Q', s.state == 'H' and s.holder or ''
if s.state == 'C' then
  if has[3] == id then
    redis.call('HSET', conv, 'owner', 'B', 'agent', '', 'handoff', '')
    redis.call('HINCRBY', conv, 'version', 1)
    report('owner_wrong', true, 'closed')
  end
elseif not has[1] then
  report('conversation_missing', false, '')
elseif has[3] and has[3] ~= '' and has[3] ~= id then
  report('two_handoffs', false, has[3])
elseif has[1] ~= owner or (has[2] or '') ~= agent or has[3] ~= id then
  redis.call('HSET', conv, 'owner', owner, 'agent', agent, 'handoff', id)
  redis.call('HINCRBY', conv, 'version', 1)
  report('owner_wrong', true, has[1] .. ' ' .. (has[2] or ''))
end
if changed then write_state(handoffs, id, s) end
return found
