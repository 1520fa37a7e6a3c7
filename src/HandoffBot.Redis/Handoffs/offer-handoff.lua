-- Gives one waiting handoff to the agent who asks for it. Its holder gets the lease told again.
-- KEYS room, state, leases, handoffs, queue
-- ARGV now, agent, token, lease until (ms), id, skill (whose queue was passed), claim (see agent-room.lua), request (hexadecimal) or ''
-- Replies {1, id, handoff, state} · {-5} agent not present · {-6} no room · {-7, id, handoff, state} taken or closed · {-8} unknown
--         · {-9} it is in another skill's queue by now · {-15} a newer claim of this agent came first
--- @include handoff-state
--- @include agent-room
--- @include repeated-request
local room, state, leases, handoffs, queue = unpack(KEYS)
local now, agent, token, til, id, skill, claim, request = unpack(ARGV)

local s = read_state(state, id)
if not s then
  return { -8 }
end
local record = redis.call('HGET', handoffs, id)
if has_lease(s, 'O', agent, s.token, now) or has_lease(s, 'H', agent, s.token, now) then
  return { 1, id, record, s.packed }
end
if s.state ~= 'W' then
  return { -7, id, record, s.packed }
end
if s.skill ~= skill then
  return { -9 }
end

local refusal = refuse_work(room, agent, claim)
if refusal then
  return { refusal }
end
redis.call('ZREM', queue, id)
redis.call('ZADD', leases, til, id)
change_load(room, agent, 1)
if request ~= '' then remember_given(room, agent, request, id) end
s.state, s.holder, s.token, s.til = 'O', agent, token, til
trail(s, now, 'offered', agent, '')
return { 1, id, record, write_state(state, id, s) }
