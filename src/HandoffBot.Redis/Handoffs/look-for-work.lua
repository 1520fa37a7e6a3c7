-- Looks into one partition for a claim: how much the agent has here, and the best handoff for them. From now on older claims of this agent are refused here.
-- KEYS handoffs, queue…
-- ARGV now, agent, epoch, candidates per queue
-- Replies {load} · {load, id, score, skill}
--- @include handoff-state
--- @include best-head
local handoffs = KEYS[1]
local now, agent, epoch, candidates = unpack(ARGV)

local has = redis.call('HMGET', handoffs, 'l:' .. agent, 'e:' .. agent)
if tonumber(has[2] or 0) < tonumber(epoch) then
  redis.call('HSET', handoffs, 'e:' .. agent, epoch)
end
local id, score, s = find_best(handoffs, { unpack(KEYS, 2) }, agent, now, candidates)
if not id then
  return { tonumber(has[1] or 0) }
end
return { tonumber(has[1] or 0), id, string.format('%.0f', score), s.skill }
