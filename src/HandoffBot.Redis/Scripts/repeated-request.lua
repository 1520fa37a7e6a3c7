-- Included, after handoff-state. A wish for the next handoff may carry an id, so that it can be sent again when its answer was lost. The room remembers for each agent the
-- latest ones and what they were given: "i:agent" = "request=handoff;…", newest first.
local REMEMBERED = 8
-- What a repeated wish was given, while the agent has it: id, state.
local function find_given(room, state, agent, request, now)
  local given = redis.call('HGET', room, 'i:' .. agent)
  local id = given and string.match(given, request .. '=([^;]+);')
  local s = id and read_state(state, id)
  if s and (s.state == 'O' or s.state == 'H') and s.holder == agent and tonumber(s.til) > tonumber(now) then return id, s end
end
local function remember_given(room, agent, request, id)
  local kept, count = request .. '=' .. id .. ';', 1
  for entry in string.gmatch(redis.call('HGET', room, 'i:' .. agent) or '', '[^;]+;') do
    if count < REMEMBERED then kept, count = kept .. entry, count + 1 end
  end
  redis.call('HSET', room, 'i:' .. agent, kept)
end
