-- Adds a note that only agents see. A repeated note id changes nothing.
-- KEYS handoffs, notes, said
-- ARGV now, id, agent, token, note id or '', note
-- Replies {1, 0} · {-10} lease lost · {-8} unknown
--- @include handoff-state
local handoffs, notes, said = KEYS[1], KEYS[2], KEYS[3]
local now, id, agent, token, note_id, note = unpack(ARGV)

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
local mark = 'note:' .. agent .. ':' .. note_id
if note_id ~= '' and redis.call('HEXISTS', said, mark) == 1 then
  return { 1, 0 }
end
if not has_lease(s, 'H', agent, token, now) then
  return { -10 }
end
redis.call('RPUSH', notes, note)
if note_id ~= '' then
  redis.call('HSET', said, mark, '1')
end
trail(s, now, 'noted', agent, '')
write_state(handoffs, id, s)
return { 1, 0 }
