-- Included, after handoff-state. A wish for the next handoff may carry an id, so that it can be sent again when its answer was lost. For each agent the latest ones are kept
-- with what they were given: "i:agent" = "request=handoff;…", newest first.
local REMEMBERED = 8
-- What a repeated wish was given, while the agent has it: id, state with the record beside.
local function find_given(handoffs, agent, request, now)
  local given = redis.call('HGET', handoffs, 'i:' .. agent)
  local id = given and string.match(given, request .. '=([^;]+);')
  local s = id and read_state(handoffs, id, 'r:' .. id)
  if s and (s.state == 'O' or s.state == 'H') and s.holder == agent and tonumber(s.til) > tonumber(now) then return id, s end
end
-- The fields to write with an offer: how many the agent has now, and what the wish was given.
local function given_fields(handoffs, agent, load, request, id)
  local count = string.format('%d', load + 1)
  if request == '' then return 'l:' .. agent, count end
  local kept, entries = request .. '=' .. id .. ';', 1
  for entry in string.gmatch(redis.call('HGET', handoffs, 'i:' .. agent) or '', '[^;]+;') do
    if entries < REMEMBERED then kept, entries = kept .. entry, entries + 1 end
  end
  return 'l:' .. agent, count, 'i:' .. agent, kept
end
