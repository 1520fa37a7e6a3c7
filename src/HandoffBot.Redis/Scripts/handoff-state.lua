-- Included. A handoff's changing part is one field: state|skill|score|holder|token|until|answered|day.
-- state: W waiting, O offered, H held, C closed; until, answered: ms or empty; day: yyyyMMdd of opening.
local function read_state(key, id)
  local packed = redis.call('HGET', key, id)
  if not packed then return nil end
  local s = {}
  s.state, s.skill, s.score, s.holder, s.token, s.til, s.answered, s.day =
    string.match(packed, '^(%a)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)$')
  return s
end
local function write_state(key, id, s)
  local packed = table.concat({ s.state, s.skill, s.score, s.holder, s.token, s.til, s.answered, s.day }, '|')
  redis.call('HSET', key, id, packed)
  return packed
end
-- Whether this agent (or any, when nil) holds a live lease with this token.
local function has_lease(s, state, agent, token, now)
  return s.state == state and s.token == token and (agent == nil or s.holder == agent) and tonumber(s.til) > tonumber(now)
end
