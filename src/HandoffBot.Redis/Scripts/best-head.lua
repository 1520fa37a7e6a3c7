-- Included, after handoff-state. Finds the best waiting handoff of some queues for an agent: id, score, state, queue; nil when there is none.
local function is_skipped(s, agent, now)
  if s.skips == '' then return false end
  for who, when in string.gmatch(s.skips, '([^=;]+)=(%d+);') do
    if who == agent then return tonumber(when) > tonumber(now) end
  end
  return false
end

-- Which of some heads an agent may be given who speaks only some languages: those in one of theirs, and those whose wait has passed the target (see OverdueMark), in any.
-- A quote inside a record's texts is escaped, so the field cannot be mistaken.
-- tongues: marks = hash by handoff, speaks = ";en;fr;", most = how far down a queue to look.
local function find_understood(handoffs, tongues, heads)
  local ids, fields = {}, {}
  for at = 1, #heads, 2 do
    ids[#ids + 1], fields[#fields + 1] = heads[at], 'r:' .. heads[at]
  end
  local records, marks = redis.call('HMGET', handoffs, unpack(fields)), redis.call('HMGET', tongues.marks, unpack(ids))
  local understood = {}
  for i = 1, #ids do
    local language = records[i] and string.match(records[i], '"language":"([^"]*)"')
    understood[ids[i]] = marks[i] == '2' or not language or string.find(tongues.speaks, ';' .. language .. ';', 1, true)
  end
  return understood
end

-- The first handoff of a queue that does not pass this agent over: nearly always its head, so only that one is read at first.
local function find_head(handoffs, queue, agent, now, candidates, tongues)
  local first, last = 0, 0
  local most = tongues and tongues.most or tonumber(candidates)
  while first < most do
    local heads = redis.call('ZRANGE', queue, string.format('%d', first), string.format('%d', last), 'WITHSCORES')
    if #heads == 0 then return nil end
    local understood = tongues and find_understood(handoffs, tongues, heads)
    for at = 1, #heads, 2 do
      local s = (not tongues or understood[heads[at]]) and read_state(handoffs, heads[at], 'r:' .. heads[at])
      -- An entry without its handoff is a finding of the auditor; it must not keep the others waiting.
      if s and s.beside and not is_skipped(s, agent, now) then
        return heads[at], tonumber(heads[at + 1]), s
      end
    end
    first = last + 1
    last = math.min(tongues and last + 100 or most - 1, most - 1)
  end
end

local function find_best(handoffs, queues, agent, now, candidates, tongues)
  local best, best_score, best_state, best_queue
  for i = 1, #queues do
    local id, score, s = find_head(handoffs, queues[i], agent, now, candidates, tongues)
    if id and (not best or score < best_score or (score == best_score and id < best)) then
      best, best_score, best_state, best_queue = id, score, s, queues[i]
    end
  end
  return best, best_score, best_state, best_queue
end
