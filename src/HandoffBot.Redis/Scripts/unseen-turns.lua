-- Included. Whether the customer has said something after a sequence number. Inside a turn's text quotes are escaped, so the field cannot be mistaken.
local function has_unseen(turns, seen)
  for _, turn in ipairs(redis.call('LRANGE', turns, seen, -1)) do
    if string.find(turn, '"speaker":"Customer"', 1, true) then return true end
  end
  return false
end
