-- Appends a notice while the conversation is at the expected version, whoever owns it.
-- KEYS conv, turns, outbox
-- ARGV now, id, expected version, notice
-- Replies 1 appended · -1 the conversation has moved on
--- @include append-turns
local conv, turns, outbox = unpack(KEYS)
local now, id, version, notice = unpack(ARGV)

local flow = read_flow(conv)
if flow[1] ~= version then
  return -1
end
append_turns(conv, turns, flow, now, { notice }, {})
notify_outbox(flow, outbox, now, id)
return 1
