-- Puts an offered or held handoff back at its original place, because its agent gave it up or because the lease is over.
-- KEYS handoffs, leases, queue, conv, turns, outbox
-- ARGV now, id, token, holder or '' for whoever it is, why (0 given up, 1 only when expired, 2 the agent is gone), skip the agent until (ms), conversation, notice or '', skill (whose queue was passed)
-- Replies {1, last seq} · {-8} unknown · {-9} it belongs to another skill's queue · {-10} lease lost, renewed in time, or closed
--- @include append-turns
--- @include handoff-state
--- @include skip-agent
--- @include agent-room
local handoffs, leases, queue, conv, turns, outbox = unpack(KEYS)
local now, id, token, holder, why, skip_until, conversation, notice, skill = unpack(ARGV)

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
if s.token ~= token or (holder ~= '' and s.holder ~= holder) or (s.state ~= 'O' and s.state ~= 'H') then
  return { -10 }
end
if why == '1' and tonumber(s.til) > tonumber(now) then
  return { -10 }
end
if s.skill ~= skill then
  return { -9 }
end

redis.call('ZREM', leases, id)
redis.call('ZADD', queue, s.score, id)
change_load(handoffs, s.holder, -1)
skip_agent(s, s.holder, skip_until, now)
local flow = read_flow(conv)
local seq = append_turns(conv, turns, flow, now, notice ~= '' and { notice } or {}, { 'owner', 'Q', 'agent', '' })
notify_outbox(flow, outbox, now, conversation)
if why ~= '0' then
  trail(s, now, s.state == 'O' and 'missed' or 'lease_expired', s.holder, '')
else
  trail(s, now, s.state == 'O' and 'declined' or 'given_back', s.holder, '')
end
s.state, s.holder, s.token, s.til = 'W', '', '', ''
write_state(handoffs, id, s)
return { 1, seq }
