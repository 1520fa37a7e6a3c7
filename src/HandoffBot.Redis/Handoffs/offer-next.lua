-- Gives the best waiting handoff among the agent's skills to the agent.
-- KEYS capacity, load, state, leases, skips, handoffs, queue…
-- ARGV now, agent, token, lease until (ms), candidates per queue
-- Replies {1, id, handoff, state} · {-4} no work · {-5} agent not present · {-6} no room
--- @include handoff-state
local capacity, load, state, leases, skips, handoffs = unpack(KEYS, 1, 6)
local now, agent, token, til, candidates = unpack(ARGV)

local room = redis.call('HGET', capacity, agent)
if not room then
  return { -5 }
end
if tonumber(redis.call('HGET', load, agent) or '0') >= tonumber(room) then
  return { -6 }
end

local function is_skipped(id)
  local when = string.match(';' .. (redis.call('HGET', skips, id) or ''), ';' .. string.gsub(agent, '%W', '%%%0') .. '=(%d+);')
  return when and tonumber(when) > tonumber(now)
end

local best, best_score, best_queue
for i = 7, #KEYS do
  local last = 0
  local heads = redis.call('ZRANGE', KEYS[i], 0, 0, 'WITHSCORES')
  local at = 1
  while heads[at] and is_skipped(heads[at]) do
    if last == 0 then
      last = tonumber(candidates) - 1
      heads = redis.call('ZRANGE', KEYS[i], 0, last, 'WITHSCORES')
    end
    at = at + 2
  end
  local id, score = heads[at], tonumber(heads[at + 1])
  if id and (not best or score < best_score or (score == best_score and id < best)) then
    best, best_score, best_queue = id, score, KEYS[i]
  end
end
if not best then
  return { -4 }
end

redis.call('ZREM', best_queue, best)
redis.call('ZADD', leases, til, best)
redis.call('HINCRBY', load, agent, 1)
local s = read_state(state, best)
s.state, s.holder, s.token, s.til = 'O', agent, token, til
return { 1, best, redis.call('HGET', handoffs, best), write_state(state, best, s) }
