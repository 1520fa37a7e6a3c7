-- Looks into one partition for a claim: how much the agent has here, and the best handoff for them. From now on older claims of this agent are refused here.
-- KEYS handoffs, queue…, and for an agent who speaks only some languages: overdue marks
-- ARGV now, agent, epoch, candidates per queue, request (hexadecimal) or '', languages (";en;fr;") or '' for all, candidates beside other languages
-- Replies {load} · {load, id, score, skill} · {load, id, score, skill, 1} what this request was given before, and the agent still has
--- @include handoff-state
--- @include best-head
--- @include repeated-request
local handoffs = KEYS[1]
local now, agent, epoch, candidates, request, speaks, most = unpack(ARGV)

local has = redis.call('HMGET', handoffs, 'l:' .. agent, 'e:' .. agent)
if tonumber(has[2] or 0) < tonumber(epoch) then
  redis.call('HSET', handoffs, 'e:' .. agent, epoch)
end
local load = tonumber(has[1] or 0)
if request ~= '' then
  local given, g = find_given(handoffs, agent, request, now)
  if given then
    return { load, given, g.score, g.skill, 1 }
  end
end
local tongues = speaks ~= '' and { marks = KEYS[#KEYS], speaks = speaks, most = tonumber(most) }
local queues = { unpack(KEYS, 2, tongues and #KEYS - 1 or #KEYS) }
local id, score, s = find_best(handoffs, queues, agent, now, candidates, tongues)
if not id then
  return { load }
end
return { load, id, string.format('%.0f', score), s.skill }
