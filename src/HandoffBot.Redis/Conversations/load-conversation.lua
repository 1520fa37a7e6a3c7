-- Reads a conversation and its latest turns at one instant.
-- KEYS conv, turns
-- ARGV recent turns, field…
-- Replies {conversation fields, turn count, recent turns} · {} there is none
local conv, turns = KEYS[1], KEYS[2]
if redis.call('EXISTS', conv) == 0 then
  return {}
end
return { redis.call('HMGET', conv, unpack(ARGV, 2)), redis.call('LLEN', turns), redis.call('LRANGE', turns, -tonumber(ARGV[1]), -1) }
