-- Included. Makes a handoff findable by the reference its customer was told; handoffs that share one stand beside each other, parted by a comma.
local function keep_reference(references, reference, handoff)
  if reference == '' or handoff == '' then return end
  local known = redis.call('HGET', references, reference)
  if not known then
    redis.call('HSET', references, reference, handoff)
  elseif not string.find(',' .. known .. ',', ',' .. handoff .. ',', 1, true) then
    redis.call('HSET', references, reference, known .. ',' .. handoff)
  end
end
