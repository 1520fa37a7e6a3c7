-- Included. A handoff's changing part is one field: state|skill|score|holder|token|until|answered|day|skips.
-- state: W waiting, O offered, H held, C closed; until, answered: ms or empty; day: yyyyMMdd of opening; skips: "agent=until;…", who is passed over, and until when.
-- Its trail is a second field, "t:id": "ms|what|who|why" lines, oldest first. It is read and written with the state, so that a line costs no command of its own.
local LONGEST_TRAIL = 65536
local function read_state(key, id)
  local has = redis.call('HMGET', key, id, 't:' .. id)
  local packed = has[1]
  if not packed then return nil end
  local s = { packed = packed, trail = has[2] or '' }
  s.state, s.skill, s.score, s.holder, s.token, s.til, s.answered, s.day, s.skips =
    string.match(packed, '^(%a)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)$')
  return s
end
-- Adds a line to the trail; the next write_state keeps it. A handoff that goes around for days keeps what matters: past the bound no more offers and misses are noted.
local function trail(s, now, what, who, why)
  if #s.trail > LONGEST_TRAIL and (what == 'offered' or what == 'missed') then return end
  s.trail = s.trail .. table.concat({ now, what, who, why }, '|') .. '\n'
  s.noted = true
end
local function write_state(key, id, s)
  s.packed = table.concat({ s.state, s.skill, s.score, s.holder, s.token, s.til, s.answered, s.day, s.skips }, '|')
  if s.noted then
    redis.call('HSET', key, id, s.packed, 't:' .. id, s.trail)
  else
    redis.call('HSET', key, id, s.packed)
  end
  return s.packed
end
-- Whether this agent holds a live lease with this token.
local function has_lease(s, state, agent, token, now)
  return s.state == state and s.token == token and s.holder == agent and tonumber(s.til) > tonumber(now)
end
