-- Included. All of a handoff lies in one hash: "id" is what changes, "r:id" what does not, but when it is raised (JSON), "x:id" how it ended (JSON). Written together, they cost one command.
-- What changes: a line state|skill|score|holder|token|until|answered|day|skips, then the trail, "ms|what|who|why" lines, oldest first.
-- state: W waiting, O offered, H held, C closed; until, answered: ms or empty; day: yyyyMMdd of opening; skips: "agent=until;…", who is passed over, and until when.
local LONGEST_TRAIL = 65536
local PARTS = '^(%a)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|]*)|([^|\n]*)\n?()'
-- beside: another field of the hash that is read with it; its value is in "beside".
local function read_state(handoffs, id, beside)
  local packed, value
  if beside then
    local has = redis.call('HMGET', handoffs, id, beside)
    packed, value = has[1], has[2]
  else
    packed = redis.call('HGET', handoffs, id)
  end
  if not packed then return nil end
  local state, skill, score, holder, token, til, answered, day, skips, trail_at = string.match(packed, PARTS)
  return {
    state = state, skill = skill, score = score, holder = holder, token = token, til = til, answered = answered, day = day, skips = skips,
    trail = trail_at and string.sub(packed, trail_at) or '', packed = packed, beside = value,
  }
end
-- Adds a line to the trail; the next write_state keeps it. A handoff that goes around for days keeps what matters: past the bound no more offers and misses are noted.
local function trail(s, now, what, who, why)
  if #s.trail > LONGEST_TRAIL and (what == 'offered' or what == 'missed') then return end
  s.trail = s.trail .. now .. '|' .. what .. '|' .. who .. '|' .. why .. '\n'
end
-- …: field, value of what is written beside it.
local function write_state(handoffs, id, s, ...)
  s.packed = table.concat({ s.state, s.skill, s.score, s.holder, s.token, s.til, s.answered, s.day, s.skips }, '|') .. '\n' .. s.trail
  redis.call('HSET', handoffs, id, s.packed, ...)
  return s.packed
end
-- Whether this agent holds a live lease with this token.
local function has_lease(s, state, agent, token, now)
  return s.state == state and s.token == token and s.holder == agent and tonumber(s.til) > tonumber(now)
end
