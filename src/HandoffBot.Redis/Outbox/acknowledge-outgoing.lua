-- Moves the cursor of what the channel has acknowledged and plans the next look.
-- KEYS conv, turns, outbox
-- ARGV now, id, sent seq, retry at (ms) or ''
-- Replies 1
local conv, turns, outbox = KEYS[1], KEYS[2], KEYS[3]
local now, id, sent, retry_at = unpack(ARGV)

local cursor = math.max(tonumber(sent), tonumber(redis.call('HGET', conv, 'sent') or '0'))
redis.call('HSET', conv, 'sent', cursor)
if retry_at ~= '' then
  redis.call('HINCRBY', conv, 'attempts', 1)
  redis.call('ZADD', outbox, retry_at, id)
else
  redis.call('HSET', conv, 'attempts', 0)
  if redis.call('LLEN', turns) > cursor then
    redis.call('ZADD', outbox, now, id)
  else
    redis.call('ZREM', outbox, id)
  end
end
return 1
