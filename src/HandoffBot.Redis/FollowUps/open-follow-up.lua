-- Opens a follow-up, once for its id.
-- KEYS follow-ups, states, due, looks, references
-- ARGV id, record, owner or '', due (ms), next look (ms), reference or '', handoff or ''
-- Replies 1 opened · 0 was opened before, nothing written
--- @include follow-up-state
--- @include keep-reference
local followups, states, due, looks, references = unpack(KEYS)
local id, record, owner, due_at, look_at, reference, handoff = unpack(ARGV)

if redis.call('HSETNX', followups, id, record) == 0 then
  return 0
end
write_follow_up(states, id, { state = 'O', owner = owner, taken = '0', mark = '0' })
redis.call('ZADD', due, due_at, id)
redis.call('ZADD', looks, look_at, id)
keep_reference(references, reference, handoff)
return 1
