-- Passes an open follow-up to another named person, who is reminded of it anew.
-- KEYS states, looks, notes
-- ARGV now, id, by, to, anybody's (0|1), note record or ''
-- Replies 1 · -8 unknown · -13 somebody else has it · -14 it has ended
--- @include follow-up-state
local states, looks, notes = KEYS[1], KEYS[2], KEYS[3]
local now, id, by, to, anybodys, note = unpack(ARGV)

local f = read_follow_up(states, id)
if not f then
  return -8
end
if f.state ~= 'O' then
  return -14
end
-- Repeating is harmless: they have it already.
if f.taken == '1' and f.owner == to then
  return 1
end
if f.taken == '1' and f.owner ~= by and anybodys ~= '1' then
  return -13
end
f.owner, f.taken = to, '1'
if f.mark == '1' then
  f.mark = '0'
  redis.call('ZADD', looks, now, id)
end
write_follow_up(states, id, f)
if note ~= '' then
  redis.call('RPUSH', notes, note)
end
return 1
