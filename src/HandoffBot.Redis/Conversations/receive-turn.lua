-- Records a customer's turn, opening the conversation if need be; while the bot owns it, plans the pending reply.
-- KEYS conv, turns, seen, pending, hour
-- ARGV now, id, message id, turn, reply by (ms), address, customer, language, connector (0|1), recent turns, field count, field…, figure…
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

local flow = read_flow(conv)
-- Service addresses move; the latest one is the one to answer to.
local fields = { 'address', address, 'customer', customer }
if not flow[1] then
  fields = open_conversation(hour, { unpack(ARGV, last_field + 1) }, address, customer, language, connector)
end
local seq = append_turns(conv, turns, flow, now, { turn }, fields)
redis.call('HSET', seen, message, string.format('%d', seq))
if (flow[4] or 'B') == 'B' then
  redis.call('ZADD', pending, 'NX', reply_by, id)
end
return { seq, redis.call('HMGET', conv, unpack(ARGV, 12, last_field)), seq, redis.call('LRANGE', turns, '-' .. recent, '-1') }
