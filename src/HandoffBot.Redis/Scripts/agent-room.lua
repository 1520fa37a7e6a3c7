-- Included. Whether an agent can take one more: the refusal of Reply.cs (-5 not present, -6 no room, -15 a newer claim has looked here), or nil and how many they have here.
-- Lies in the hash of the handoffs, where it is written with what changes it: "c:agent" = capacity while available, "l:agent" = handoffs they have here,
-- "e:agent" = epoch of the latest claim that looked.
-- claim: '' where there is one partition, else "epoch capacity elsewhere" (see start-claim.lua).
local function refuse_work(handoffs, agent, claim)
  local has = redis.call('HMGET', handoffs, 'c:' .. agent, 'l:' .. agent, 'e:' .. agent)
  local capacity, here = has[1], tonumber(has[2] or 0)
  local load = here
  if claim ~= '' then
    local epoch, known, elsewhere = string.match(claim, '^(%d+) (%d+) (%d+)$')
    if tonumber(has[3] or 0) > tonumber(epoch) then return -15 end
    capacity, load = known, load + tonumber(elsewhere)
  end
  if not capacity then return -5 end
  if load >= tonumber(capacity) then return -6 end
  return nil, here
end
local function change_load(handoffs, agent, by)
  redis.call('HINCRBY', handoffs, 'l:' .. agent, string.format('%d', by))
end
