-- Gives the best waiting handoff among the agent's skills to the agent, where there is one partition.
-- KEYS handoffs, leases, queue…, and for an agent who speaks only some languages: overdue marks
-- ARGV now, agent, token, lease until (ms), candidates per queue, request (hexadecimal) or '', languages (";en;fr;") or '' for all, candidates beside other languages
-- Replies {1, id, handoff, state} · {-4} no work · {-5} agent not present · {-6} no room
--- @include handoff-state
--- @include agent-room
--- @include best-head
--- @include repeated-request
local handoffs, leases = KEYS[1], KEYS[2]
local now, agent, token, til, candidates, request, speaks, most = unpack(ARGV)

if request ~= '' then
  local given, s = find_given(handoffs, agent, request, now)
  if given then
    return { 1, given, s.beside, s.packed }
  end
end

local refusal, load = refuse_work(handoffs, agent, '')
if refusal then
  return { refusal }
end

local tongues = speaks ~= '' and { marks = KEYS[#KEYS], speaks = speaks, most = tonumber(most) }
local queues = { unpack(KEYS, 3, tongues and #KEYS - 1 or #KEYS) }
local best, _, best_state, best_queue = find_best(handoffs, queues, agent, now, candidates, tongues)
if not best then
  return { -4 }
end

redis.call('ZREM', best_queue, best)
redis.call('ZADD', leases, til, best)
best_state.state, best_state.holder, best_state.token, best_state.til = 'O', agent, token, til
trail(best_state, now, 'offered', agent, '')
return { 1, best, best_state.beside, write_state(handoffs, best, best_state, given_fields(handoffs, agent, load, request, best)) }
