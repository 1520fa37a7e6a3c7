-- Gives one waiting handoff to the agent who asks for it. Its holder gets the lease told again.
-- KEYS handoffs, leases, queue
-- ARGV now, agent, token, lease until (ms), id, skill (whose queue was passed), claim (see agent-room.lua)
-- Replies {1, id, handoff, state} · {-5} agent not present · {-6} no room · {-7, id, handoff, state} taken or closed · {-8} unknown
--         · {-9} it is in another skill's queue by now · {-15} a newer claim of this agent came first
--- @include handoff-state
--- @include agent-room
local handoffs, leases, queue = unpack(KEYS)
local now, agent, token, til, id, skill, claim = unpack(ARGV)

local s = read_state(handoffs, id, 'r:' .. id)
if not s then
  return { -8 }
end
if has_lease(s, 'O', agent, s.token, now) or has_lease(s, 'H', agent, s.token, now) then
  return { 1, id, s.beside, s.packed }
end
if s.state ~= 'W' then
  return { -7, id, s.beside, s.packed }
end
if s.skill ~= skill then
  return { -9 }
end

local refusal, load = refuse_work(handoffs, agent, claim)
if refusal then
  return { refusal }
end
redis.call('ZREM', queue, id)
redis.call('ZADD', leases, til, id)
s.state, s.holder, s.token, s.til = 'O', agent, token, til
trail(s, now, 'offered', agent, '')
return { 1, id, s.beside, write_state(handoffs, id, s, 'l:' .. agent, string.format('%d', load + 1)) }
