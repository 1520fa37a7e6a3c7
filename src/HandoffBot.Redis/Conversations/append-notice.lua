-- Appends a notice while the conversation is at the expected version, whoever owns it.
-- KEYS conv, turns, outbox
-- ARGV now, id, expected version, notice
-- Replies 1 appended · -1 the conversation has moved on
--- @include append-turns
local conv, turns, outbox = KEYS[1], KEYS[2], KEYS[3]
local now, id, version, notice = unpack(ARGV)

if redis.call('HGET', conv, 'version') ~= version then
  return -1
end
append_turns(conv, turns, now, { notice })
notify_outbox(conv, outbox, now, id)
return 1
