-- The agent takes what was offered: they own the conversation from here. Repeating it is harmless.
-- The place among the leases stays that of the offer: it says when to look at the latest, and whoever looks finds how long the lease is (look-later.lua).
-- KEYS handoffs, conv, turns, outbox, answers of the day of opening
-- ARGV now, id, agent, token, lease until (ms), conversation, notice, enqueued at (ms)
-- Replies {1, last seq} · {-8} unknown · {-10} lease lost
--- @include append-turns
--- @include handoff-state
local handoffs, conv, turns, outbox, answers = unpack(KEYS)
local now, id, agent, token, til, conversation, notice, enqueued = unpack(ARGV)

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
if has_lease(s, 'H', agent, token, now) then
  return { 1, redis.call('LLEN', turns) }
end
if not has_lease(s, 'O', agent, token, now) then
  return { -10 }
end

local flow = read_flow(conv)
local seq = append_turns(conv, turns, flow, now, { notice }, { 'owner', 'A', 'agent', agent })
notify_outbox(flow, outbox, now, conversation)
if s.answered == '' then
  s.answered = now
  local waited = math.max(0, (tonumber(now) - tonumber(enqueued)) / 1000)
  redis.call('ZADD', answers, now, id .. '|' .. string.format('%.0f', waited) .. '|' .. s.skill)
end
s.state, s.til, s.skips = 'H', til, ''
trail(s, now, 'accepted', agent, '')
write_state(handoffs, id, s)
return { 1, seq }
