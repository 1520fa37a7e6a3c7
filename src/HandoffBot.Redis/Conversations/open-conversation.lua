-- Included. Makes a conversation owned by the bot and counts it.
-- counters: key of this hour's figures; fields: which of them to raise.
local function open_conversation(conv, counters, fields, address, customer, language, connector)
  redis.call('HSET', conv, 'version', '0', 'owner', 'B', 'answered', '0', 'sent', '0', 'attempts', '0', 'memory', '', 'handoff', '', 'agent', '',
    'address', address, 'customer', customer, 'language', language, 'connector', connector)
  for _, field in ipairs(fields) do
    redis.call('HINCRBY', counters, field, 1)
  end
end
