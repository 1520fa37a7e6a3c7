-- Adds a note that only agents see.
-- KEYS state, notes
-- ARGV now, id, agent, token, note
-- Replies {1, 0} · {-10} lease lost · {-8} unknown
--- @include handoff-state
local state, notes = KEYS[1], KEYS[2]
local now, id, agent, token, note = unpack(ARGV)

local s = read_state(state, id)
if not s then
  return { -8 }
end
if not has_lease(s, 'H', agent, token, now) then
  return { -10 }
end
redis.call('RPUSH', notes, note)
trail(s, now, 'noted', agent, '')
write_state(state, id, s)
return { 1, 0 }
