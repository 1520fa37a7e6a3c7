-- Ends a follow-up: a person marks it done, or the customer withdraws it. Repeating the same ending is harmless.
-- KEYS states, due, looks, ended, endings, handoffs
-- ARGV now, id, new state (D|W), by or '', anybody's (0|1), ending record, handoff or '', closing record or ''
-- Replies 1 · -8 unknown · -13 somebody else has it, or nobody has taken it · -14 it has ended otherwise
--- @include follow-up-state
local states, due, looks, ended, endings, handoffs = unpack(KEYS)
local now, id, state, by, anybodys, ending, handoff, closing = unpack(ARGV)

local f = read_follow_up(states, id)
if not f then
  return -8
end
if f.state ~= 'O' then
  return f.state == state and f.owner == by and 1 or -14
end
if state == 'D' and anybodys ~= '1' and (f.taken ~= '1' or f.owner ~= by) then
  return -13
end
redis.call('ZREM', due, id)
redis.call('ZREM', looks, id)
redis.call('ZADD', ended, now, id)
redis.call('HSET', endings, id, ending)
if closing ~= '' and redis.call('HEXISTS', handoffs, 'x:' .. handoff) == 1 then
  redis.call('HSET', handoffs, 'x:' .. handoff, closing)
end
if by ~= '' then
  f.owner = by
end
f.state = state
write_follow_up(states, id, f)
return 1
