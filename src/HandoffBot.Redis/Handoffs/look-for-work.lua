-- Looks into one partition for a claim: how much the agent has here, and the best handoff for them. From now on older claims of this agent are refused here.
-- KEYS room, state, queue…
-- ARGV now, agent, epoch, candidates per queue
-- Replies {load} · {load, id, score, skill}
--- @include handoff-state
--- @include best-head
local room, state = KEYS[1], KEYS[2]
local now, agent, epoch, candidates = unpack(ARGV)

local has = redis.call('HMGET', room, 'l:' .. agent, 'e:' .. agent)
if tonumber(has[2] or 0) < tonumber(epoch) then
  redis.call('HSET', room, 'e:' .. agent, epoch)
end
local id, score, s = find_best(state, { unpack(KEYS, 3) }, agent, now, candidates)
if not id then
  return { tonumber(has[1] or 0) }
end
return { tonumber(has[1] or 0), id, string.format('%.0f', score), s.skill }
