-- Opens a conversation with the bot's greeting, once.
-- KEYS conv, turns, outbox, hour
-- ARGV now, id, address, customer, language, connector (0|1), greeting, counter…
-- Replies 1 opened · 0 was open already, nothing written
--- @include append-turns
--- @include open-conversation
local conv, turns, outbox, hour = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local now, id, address, customer, language, connector, greeting = unpack(ARGV, 1, 7)

if redis.call('EXISTS', conv) == 1 then
  return 0
end
open_conversation(conv, hour, { unpack(ARGV, 8) }, address, customer, language, connector)
append_turns(conv, turns, now, { greeting })
notify_outbox(conv, outbox, now, id)
return 1
