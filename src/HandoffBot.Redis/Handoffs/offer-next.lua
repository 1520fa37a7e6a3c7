-- Gives the best waiting handoff among the agent's skills to the agent.
-- KEYS room, state, leases, handoffs, queue…
-- ARGV now, agent, token, lease until (ms), candidates per queue
-- Replies {1, id, handoff, state} · {-4} no work · {-5} agent not present · {-6} no room
--- @include handoff-state
--- @include agent-room
local room, state, leases, handoffs = unpack(KEYS, 1, 4)
local now, agent, token, til, candidates = unpack(ARGV)

local refusal = refuse_work(room, agent)
if refusal then
  return { refusal }
end

local function is_skipped(s)
  for who, when in string.gmatch(s.skips, '([^=;]+)=(%d+);') do
    if who == agent then return tonumber(when) > tonumber(now) end
  end
  return false
end

-- The first handoff of a queue that does not pass this agent over: nearly always its head, so only that one is read at first.
local function find_head(queue)
  local last = 0
  local at = 1
  local heads = redis.call('ZRANGE', queue, 0, 0, 'WITHSCORES')
  while heads[at] do
    local s = read_state(state, heads[at])
    if not is_skipped(s) then
      return heads[at], tonumber(heads[at + 1]), s
    end
    if last == 0 then
      last = tonumber(candidates) - 1
      heads = redis.call('ZRANGE', queue, 0, last, 'WITHSCORES')
    end
    at = at + 2
  end
end

local best, best_score, best_state, best_queue
for i = 5, #KEYS do
  local id, score, s = find_head(KEYS[i])
  if id and (not best or score < best_score or (score == best_score and id < best)) then
    best, best_score, best_state, best_queue = id, score, s, KEYS[i]
  end
end
if not best then
  return { -4 }
end

redis.call('ZREM', best_queue, best)
redis.call('ZADD', leases, til, best)
change_load(room, agent, 1)
best_state.state, best_state.holder, best_state.token, best_state.til = 'O', agent, token, til
return { 1, best, redis.call('HGET', handoffs, best), write_state(state, best, best_state) }
