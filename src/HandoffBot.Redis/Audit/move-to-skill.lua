-- Moves a handoff whose skill is no longer configured to another skill, at its original score: whoever waits in a line that nobody serves would wait for ever.
-- What is offered or held stays with its agent and only returns to another queue.
-- KEYS handoffs, findings, queue of the removed skill, queue of the other
-- ARGV now, id, removed skill, other skill
-- Replies {kind, 1 new | 0 known, 1}; {} when it is not in the removed skill, or closed
--- @include handoff-state
--- @include keep-finding
local handoffs, findings, removed_queue, queue = unpack(KEYS)
local now, id, removed, skill = unpack(ARGV)

local s = read_state(handoffs, id)
if not s or s.state == 'C' or s.skill ~= removed then
  return {}
end
if s.state == 'W' then
  redis.call('ZREM', removed_queue, id)
  redis.call('ZADD', queue, s.score, id)
end
s.skill = skill
trail(s, now, 'moved', 'auditor', removed)
write_state(handoffs, id, s)
return { 'skill_removed', keep_finding(findings, now, 'skill_removed', id, true, removed .. ' to ' .. skill), 1 }
