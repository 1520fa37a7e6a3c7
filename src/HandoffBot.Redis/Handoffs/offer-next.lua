-- Gives the best waiting handoff among the agent's skills to the agent, where there is one partition.
-- KEYS handoffs, leases, queue…
-- ARGV now, agent, token, lease until (ms), candidates per queue
-- Replies {1, id, handoff, state} · {-4} no work · {-5} agent not present · {-6} no room
--- @include handoff-state
--- @include agent-room
--- @include best-head
local handoffs, leases = KEYS[1], KEYS[2]
local now, agent, token, til, candidates = unpack(ARGV)

local refusal, load = refuse_work(handoffs, agent, '')
if refusal then
  return { refusal }
end

local best, _, best_state, best_queue = find_best(handoffs, { unpack(KEYS, 3) }, agent, now, candidates)
if not best then
  return { -4 }
end

redis.call('ZREM', best_queue, best)
redis.call('ZADD', leases, til, best)
best_state.state, best_state.holder, best_state.token, best_state.til = 'O', agent, token, til
trail(best_state, now, 'offered', agent, '')
return { 1, best, best_state.beside, write_state(handoffs, best, best_state, 'l:' .. agent, string.format('%d', load + 1)) }
