-- Opens a conversation with the bot's greeting, once.
-- KEYS conv, turns, outbox, hour
-- ARGV now, id, address, customer, language, connector (0|1), greeting, figure…
-- Replies 1 opened · 0 was open already, nothing written
--- @include append-turns
--- @include open-conversation
local conv, turns, outbox, hour = unpack(KEYS)
local now, id, address, customer, language, connector, greeting = unpack(ARGV, 1, 7)

local flow = read_flow(conv)
if flow[1] then
  return 0
end
local fields = open_conversation(hour, { unpack(ARGV, 8) }, address, customer, language, connector)
append_turns(conv, turns, flow, now, { greeting }, fields)
notify_outbox({ nil, nil, connector }, outbox, now, id)
return 1
