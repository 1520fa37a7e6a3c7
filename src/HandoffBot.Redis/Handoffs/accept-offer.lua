-- The agent takes what was offered: they own the conversation from here. Repeating it is harmless.
-- KEYS state, leases, conv, turns, outbox, skips, answered, waits, day
-- ARGV now, id, agent, token, lease until (ms), conversation, notice, enqueued at (ms), wait samples kept
-- Replies {1, last seq} · {-10} lease lost · {-8} unknown
--- @include append-turns
--- @include handoff-state
local state, leases, conv, turns, outbox, skips, answered, waits, day = unpack(KEYS)
local now, id, agent, token, til, conversation, notice, enqueued, samples = unpack(ARGV)

local s = read_state(state, id)
if not s then
  return { -8 }
end
if has_lease(s, 'H', agent, token, now) then
  return { 1, redis.call('LLEN', turns) }
end
if not has_lease(s, 'O', agent, token, now) then
  return { -10 }
end

redis.call('ZADD', leases, til, id)
redis.call('HDEL', skips, id)
redis.call('HSET', conv, 'owner', 'A', 'agent', agent)
local seq = append_turns(conv, turns, now, { notice })
notify_outbox(conv, outbox, now, conversation)
if s.answered == '' then
  s.answered = now
  local waited = string.format('%.0f', math.max(0, (tonumber(now) - tonumber(enqueued)) / 1000))
  redis.call('HINCRBY', day, 'answered', 1)
  redis.call('ZADD', answered, now, id .. ':' .. waited)
  redis.call('LPUSH', waits, waited)
  redis.call('LTRIM', waits, 0, tonumber(samples) - 1)
end
s.state, s.til = 'H', til
write_state(state, id, s)
return { 1, seq }
