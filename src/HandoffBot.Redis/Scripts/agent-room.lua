-- Included. Whether an agent can take one more: nil, or the refusal of Reply.cs (-5 not present, -6 no room).
-- room: hash with "c:agent" = capacity while available, "l:agent" = handoffs they have.
local function refuse_work(room, agent)
  local has = redis.call('HMGET', room, 'c:' .. agent, 'l:' .. agent)
  if not has[1] then return -5 end
  if tonumber(has[2] or 0) >= tonumber(has[1]) then return -6 end
end
local function change_load(room, agent, by)
  redis.call('HINCRBY', room, 'l:' .. agent, by)
end
