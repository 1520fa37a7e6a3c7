-- Notes, once, how far the reminding about an open follow-up has come.
-- KEYS states, looks
-- ARGV id, mark, next look (ms) or ''
-- Replies 1 marked · 0 it has ended, or another node was first
--- @include follow-up-state
local states, looks = KEYS[1], KEYS[2]
local id, mark, look_at = unpack(ARGV)

local f = read_follow_up(states, id)
if not f or f.state ~= 'O' then
  redis.call('ZREM', looks, id)
  return 0
end
if tonumber(f.mark) >= tonumber(mark) then
  return 0
end
if look_at == '' then
  redis.call('ZREM', looks, id)
else
  redis.call('ZADD', looks, look_at, id)
end
f.mark = mark
write_follow_up(states, id, f)
return 1
