-- Records a customer's turn, opening the conversation if need be; while the bot owns it, plans the pending reply.
-- KEYS conv, turns, seen, pending, hour
-- ARGV now, id, message id, turn, reply by (ms), address, customer, language, connector (0|1), recent turns, field count, field…, counter…
-- Replies {seq, conversation fields, turn count, recent turns} · {-12, seq} the message id was recorded before, nothing written
--- @include append-turns
--- @include open-conversation
local conv, turns, seen, pending, hour = unpack(KEYS)
local now, id, message, turn, reply_by, address, customer, language, connector, recent = unpack(ARGV, 1, 10)
local last_field = 11 + tonumber(ARGV[11])

local known = redis.call('HGET', seen, message)
if known then
  return { -12, tonumber(known) }
end

local owner = redis.call('HGET', conv, 'owner')
if not owner then
  open_conversation(conv, hour, { unpack(ARGV, last_field + 1) }, address, customer, language, connector)
  owner = 'B'
else
  -- Service addresses move; the latest one is the one to answer to.
  redis.call('HSET', conv, 'address', address, 'customer', customer)
end

local seq = append_turns(conv, turns, now, { turn })
redis.call('HSET', seen, message, seq)
if owner == 'B' then
  redis.call('ZADD', pending, 'NX', reply_by, id)
end
return { seq, redis.call('HMGET', conv, unpack(ARGV, 12, last_field)), seq, redis.call('LRANGE', turns, -tonumber(recent), -1) }
