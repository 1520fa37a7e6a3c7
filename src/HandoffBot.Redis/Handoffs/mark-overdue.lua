-- Notes, once, how far the care for a long wait has come, and tells the customer.
-- KEYS handoffs, marks, flagged, references, conv, turns, outbox
-- ARGV now, id, mark, conversation, notice or '', reference
-- Replies 1 marked · 0 it waits no longer, or another node was first
--- @include append-turns
--- @include handoff-state
--- @include keep-reference
local handoffs, marks, flagged, references, conv, turns, outbox = unpack(KEYS)
local now, id, mark, conversation, notice, reference = unpack(ARGV)

local s = read_state(handoffs, id)
if not s or s.state ~= 'W' or tonumber(redis.call('HGET', marks, id) or 0) >= tonumber(mark) then
  return 0
end
redis.call('HSET', marks, id, mark)
trail(s, now, mark == '2' and 'overdue' or 'at_risk', '', '')
write_state(handoffs, id, s)
redis.call('ZADD', flagged, 'NX', now, id)
keep_reference(references, reference, id)
local flow = read_flow(conv)
if notice ~= '' and flow[4] == 'Q' then
  append_turns(conv, turns, flow, now, { notice }, {})
  notify_outbox(flow, outbox, now, conversation)
end
return 1
