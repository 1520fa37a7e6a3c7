-- Included. Counts a new conversation; returns the fields to write beside what every change writes.
local function open_conversation(hour, figures, address, customer, language, connector)
  for i = 1, #figures do
    redis.call('HINCRBY', hour, figures[i], '1')
  end
  return { 'owner', 'B', 'answered', '0', 'sent', '0', 'attempts', '0', 'memory', '', 'handoff', '', 'agent', '',
    'address', address, 'customer', customer, 'language', language, 'connector', connector }
end
