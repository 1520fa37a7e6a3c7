-- The customer has confirmed that they leave the line: ends a handoff that no person holds.
-- KEYS handoffs, leases, conv, turns, outbox, hour, queue, day
-- ARGV now, id, expected version of the conversation, conversation, closing record, skill (whose queue was passed), turn count, turn…, figure…
-- Replies {1, last seq} · {-1} the customer typed on · {-8} unknown · {-9} it is in another skill's queue · {-10} a person holds it, or it is closed
--- @include append-turns
--- @include handoff-state
--- @include agent-room
local handoffs, leases, conv, turns, outbox, hour, queue, day = unpack(KEYS)
local now, id, version, conversation, closing, skill = unpack(ARGV, 1, 6)
local last_turn = 7 + tonumber(ARGV[7])

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
if s.state ~= 'W' and s.state ~= 'O' then
  return { -10 }
end
if s.skill ~= skill then
  return { -9 }
end
local flow = read_flow(conv)
if flow[1] ~= version then
  return { -1 }
end

if s.state == 'W' then
  redis.call('ZREM', queue, id)
else
  redis.call('ZREM', leases, id)
  change_load(handoffs, s.holder, -1)
end
if s.answered == '' then
  redis.call('HINCRBY', day, 'withdrawn', '1')
end
for i = last_turn + 1, #ARGV do
  redis.call('HINCRBY', hour, ARGV[i], '1')
end
local seq = append_turns(conv, turns, flow, now, { unpack(ARGV, 8, last_turn) }, { 'owner', 'B', 'agent', '', 'handoff', '', 'memory', '' }, true)
notify_outbox(flow, outbox, now, conversation)
-- The token goes: whoever was offered it must not be told that their closing was done.
s.state, s.token, s.til = 'C', '', ''
trail(s, now, 'withdrawn', 'customer', '')
write_state(handoffs, id, s, 'x:' .. id, closing)
return { 1, seq }
