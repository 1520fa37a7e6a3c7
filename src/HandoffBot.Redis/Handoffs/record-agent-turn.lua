-- Records an agent's words, if they still hold the conversation, and renews the lease. A repeated message id changes nothing.
-- KEYS handoffs, leases, conv, turns, said, outbox
-- ARGV now, id, agent, token, lease until (ms), conversation, message id, turn
-- Replies {1, seq} · {-8} unknown · {-10} lease lost, nothing said
--- @include append-turns
--- @include handoff-state
local handoffs, leases, conv, turns, said, outbox = unpack(KEYS)
local now, id, agent, token, til, conversation, message, turn = unpack(ARGV)

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
-- Of a key of their own, so that no id that a customer's client chooses can collide with an agent's.
local mark = 'turn:' .. agent .. ':' .. message
local known = redis.call('HGET', said, mark)
if known then
  return { 1, tonumber(known) }
end
if not has_lease(s, 'H', agent, token, now) then
  return { -10 }
end

local flow = read_flow(conv)
local seq = append_turns(conv, turns, flow, now, { turn }, {})
redis.call('HSET', said, mark, seq)
notify_outbox(flow, outbox, now, conversation)
redis.call('ZADD', leases, til, id)
s.til = til
write_state(handoffs, id, s)
return { 1, seq }
