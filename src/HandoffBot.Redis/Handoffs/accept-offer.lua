-- The agent takes what was offered: they own the conversation from here. Repeating it is harmless.
-- KEYS state, leases, conv, turns, outbox, answered, day
-- ARGV now, id, agent, token, lease until (ms), conversation, notice, enqueued at (ms), wait that was told ("low-high" in seconds) or ''
-- Replies {1, last seq, lease until (ms)} · {-8} unknown · {-10} lease lost
--- @include append-turns
--- @include handoff-state
local state, leases, conv, turns, outbox, answered, day = unpack(KEYS)
local now, id, agent, token, til, conversation, notice, enqueued, told = unpack(ARGV)

local s = read_state(state, id)
if not s then
  return { -8 }
end
if has_lease(s, 'H', agent, token, now) then
  return { 1, redis.call('LLEN', turns), s.til }
end
if not has_lease(s, 'O', agent, token, now) then
  return { -10 }
end

redis.call('ZADD', leases, til, id)
local flow = read_flow(conv)
local seq = append_turns(conv, turns, flow, now, { notice }, { 'owner', 'A', 'agent', agent })
notify_outbox(flow, outbox, now, conversation)
if s.answered == '' then
  s.answered = now
  local waited = math.max(0, (tonumber(now) - tonumber(enqueued)) / 1000)
  redis.call('ZADD', answered, now, table.concat({ id, string.format('%.0f', waited), s.skill, s.day, told ~= '' and told or nil }, '|'))
  redis.call('HINCRBY', day, 'answered', 1)
end
s.state, s.til, s.skips = 'H', til, ''
trail(s, now, 'accepted', agent, '')
write_state(state, id, s)
return { 1, seq, til }
