-- Moves a handoff that no person holds ahead in its line, because of what its customer has said since.
-- KEYS handoffs, queue, conv, turns, outbox
-- ARGV now, id, conversation, skill (whose queue was passed), score, record (as raised), why, notice
-- Replies {1, last seq} · {-8} unknown · {-9} it is in another skill's queue · {-10} a person holds it, it is closed, it stands further ahead, or was raised for this already
--- @include append-turns
--- @include handoff-state
local handoffs, queue, conv, turns, outbox = unpack(KEYS)
local now, id, conversation, skill, score, record, why, notice = unpack(ARGV)

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
local ahead = tonumber(s.score) - tonumber(score)
if (s.state ~= 'W' and s.state ~= 'O') or ahead < 0 or (ahead == 0 and string.find(s.trail, '|raised|customer|' .. why, 1, true)) then
  return { -10 }
end
if s.skill ~= skill then
  return { -9 }
end

s.score = score
if s.state == 'W' then
  redis.call('ZADD', queue, 'XX', score, id)
end
local flow = read_flow(conv)
local seq = append_turns(conv, turns, flow, now, { notice }, {})
notify_outbox(flow, outbox, now, conversation)
trail(s, now, 'raised', 'customer', why)
write_state(handoffs, id, s, 'r:' .. id, record)
return { 1, seq }
