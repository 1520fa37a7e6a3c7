-- Included, after handoff-state. Finds the best waiting handoff of some queues for an agent: id, score, state, queue; nil when there is none.
local function is_skipped(s, agent, now)
  if s.skips == '' then return false end
  for who, when in string.gmatch(s.skips, '([^=;]+)=(%d+);') do
    if who == agent then return tonumber(when) > tonumber(now) end
  end
  return false
end

-- The first handoff of a queue that does not pass this agent over: nearly always its head, so only that one is read at first.
local function find_head(handoffs, queue, agent, now, candidates)
  local last = 0
  local at = 1
  local heads = redis.call('ZRANGE', queue, '0', '0', 'WITHSCORES')
  while heads[at] do
    local s = read_state(handoffs, heads[at], 'r:' .. heads[at])
    -- An entry without its handoff is a finding of the auditor; it must not keep the others waiting.
    if s and s.beside and not is_skipped(s, agent, now) then
      return heads[at], tonumber(heads[at + 1]), s
    end
    if last == 0 then
      last = tonumber(candidates) - 1
      heads = redis.call('ZRANGE', queue, '0', string.format('%d', last), 'WITHSCORES')
    end
    at = at + 2
  end
end

local function find_best(handoffs, queues, agent, now, candidates)
  local best, best_score, best_state, best_queue
  for i = 1, #queues do
    local id, score, s = find_head(handoffs, queues[i], agent, now, candidates)
    if id and (not best or score < best_score or (score == best_score and id < best)) then
      best, best_score, best_state, best_queue = id, score, s, queues[i]
    end
  end
  return best, best_score, best_state, best_queue
end
