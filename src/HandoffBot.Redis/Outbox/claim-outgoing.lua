-- Takes a conversation for sending, so that one sender at a time keeps the order.
-- KEYS conv, turns, outbox
-- ARGV now, id, claimed until (ms), turns at most, field…
-- Replies {conversation fields, turn count, turns after the cursor, cursor, attempts} · {} nothing due, or another sender has it
local conv, turns, outbox = KEYS[1], KEYS[2], KEYS[3]
local now, id, til, most = unpack(ARGV, 1, 4)

local due = redis.call('ZSCORE', outbox, id)
if not due or tonumber(due) > tonumber(now) then
  return {}
end
redis.call('ZADD', outbox, til, id)
local at = redis.call('HMGET', conv, 'sent', 'attempts')
local sent = tonumber(at[1])
local fields = redis.call('HMGET', conv, unpack(ARGV, 5))
return { fields, redis.call('LLEN', turns), redis.call('LRANGE', turns, sent, sent + tonumber(most) - 1), sent, tonumber(at[2]) }
