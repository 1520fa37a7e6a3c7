-- Included. A handoff's changing part is one field: state|skill|score|holder|token|until|answered|day|skips.
-- state: W waiting, O offered, H held, C closed; until, answered: ms or empty; day: yyyyMMdd of opening; skips: "agent=until;…", who is passed over, and until when.
local function read_state(key, id)
  local packed = redis.call('HGET', key, id)
  if not packed then return nil end
  local s = { packed = packed }
  s.state, s.skill, s.score, s.holder, s.token, s.til, s.answered, s.day, s.skips =
    string.match(packed, '^(%a)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)$')
  return s
end
local function write_state(key, id, s)
  s.packed = table.concat({ s.state, s.skill, s.score, s.holder, s.token, s.til, s.answered, s.day, s.skips }, '|')
  redis.call('HSET', key, id, s.packed)
  return s.packed
end
-- Whether this agent holds a live lease with this token.
local function has_lease(s, state, agent, token, now)
  return s.state == state and s.token == token and s.holder == agent and tonumber(s.til) > tonumber(now)
end
