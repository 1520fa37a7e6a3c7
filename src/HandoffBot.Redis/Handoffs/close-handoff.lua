-- Ends a held handoff; the bot owns the conversation again. Repeating it is harmless. What the customer said last must have been seen: it is not answered again.
-- KEYS handoffs, leases, conv, turns, outbox, hour
-- ARGV now, id, agent, token, conversation, closing record, memory, seen up to (seq) or '', turn count, turn…, figure…
-- Replies {1, last seq} · {-8} unknown · {-10} lease lost · {-16} the customer has said something after what was seen
--- @include append-turns
--- @include handoff-state
--- @include unseen-turns
local handoffs, leases, conv, turns, outbox, hour = unpack(KEYS)
local now, id, agent, token, conversation, closing, memory, seen = unpack(ARGV, 1, 8)
local last_turn = 9 + tonumber(ARGV[9])

local s = read_state(handoffs, id, 'l:' .. agent)
if not s then
  return { -8 }
end
if s.state == 'C' and s.token == token then
  return { 1, redis.call('LLEN', turns) }
end
if not has_lease(s, 'H', agent, token, now) then
  return { -10 }
end

if seen ~= '' and has_unseen(turns, seen) then
  return { -16 }
end

redis.call('ZREM', leases, id)
for i = last_turn + 1, #ARGV do
  redis.call('HINCRBY', hour, ARGV[i], '1')
end
-- What the customer said to the person is dealt with ("answered" up to now); the bot must not answer it again.
local flow = read_flow(conv)
local seq = append_turns(conv, turns, flow, now, { unpack(ARGV, 10, last_turn) }, { 'owner', 'B', 'agent', '', 'handoff', '', 'memory', memory }, true)
notify_outbox(flow, outbox, now, conversation)
s.state, s.til = 'C', ''
trail(s, now, 'closed', agent, '')
write_state(handoffs, id, s, 'x:' .. id, closing, 'l:' .. agent, string.format('%d', (s.beside or 0) - 1))
return { 1, seq }
