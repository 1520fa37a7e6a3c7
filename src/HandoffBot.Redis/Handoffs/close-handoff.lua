-- Ends a held handoff; the bot owns the conversation again. Repeating it is harmless.
-- KEYS state, leases, load, conv, turns, outbox, closings, hour, skips
-- ARGV now, id, agent, token, conversation, closing record, memory, turn count, turn…, counter…
-- Replies {1, last seq} · {-10} lease lost · {-8} unknown
--- @include append-turns
--- @include handoff-state
local state, leases, load, conv, turns, outbox, closings, hour, skips = unpack(KEYS)
local now, id, agent, token, conversation, closing, memory = unpack(ARGV, 1, 7)
local last_turn = 8 + tonumber(ARGV[8])

local s = read_state(state, id)
if not s then
  return { -8 }
end
if s.state == 'C' and s.token == token then
  return { 1, redis.call('LLEN', turns) }
end
if not has_lease(s, 'H', agent, token, now) then
  return { -10 }
end

redis.call('ZREM', leases, id)
redis.call('HINCRBY', load, agent, -1)
redis.call('HDEL', skips, id)
redis.call('HSET', closings, id, closing)
for i = last_turn + 1, #ARGV do
  redis.call('HINCRBY', hour, ARGV[i], 1)
end
local seq = append_turns(conv, turns, now, { unpack(ARGV, 9, last_turn) })
-- What the customer said to the person is dealt with; the bot must not answer it again.
redis.call('HSET', conv, 'owner', 'B', 'agent', '', 'handoff', '', 'memory', memory, 'answered', seq)
notify_outbox(conv, outbox, now, conversation)
s.state, s.til = 'C', ''
write_state(state, id, s)
return { 1, seq }
