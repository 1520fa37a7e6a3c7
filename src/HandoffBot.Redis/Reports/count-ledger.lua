-- Reads one partition's part of a day's ledger at one instant.
-- KEYS day, answers, handoffs, hour × 24, and to count open ones: leases, queue…
-- ARGV day (yyyyMMdd), live handoffs at most
-- Replies {opened, answered, withdrawn, follow-up owed, open}; open = -1 when more are live than may be counted here
local day, answers, handoffs = KEYS[1], KEYS[2], KEYS[3]
local name, most = ARGV[1], tonumber(ARGV[2])

local opened = 0
for h = 4, 27 do
  local figures = redis.call('HGETALL', KEYS[h])
  for i = 1, #figures, 2 do
    if string.sub(figures[i] .. '|', 1, 10) == 'handedOff|' then opened = opened + tonumber(figures[i + 1]) end
  end
end
local ended = redis.call('HMGET', day, 'withdrawn', 'followUpOwed')
local live, open = 0, 0
for k = 28, #KEYS do live = live + redis.call('ZCARD', KEYS[k]) end
if live > most then
  open = -1
else
  for k = 28, #KEYS do
    local ids = redis.call('ZRANGE', KEYS[k], 0, -1)
    for first = 1, #ids, 500 do
      local states = redis.call('HMGET', handoffs, unpack(ids, first, math.min(first + 499, #ids)))
      for i = 1, #states do
        -- Live, and nobody has answered yet: W or O with an empty seventh part.
        if states[i] and string.match(states[i], '^[WO]|[^|]*|[^|]*|[^|]*|[^|]*|[^|]*||' .. name .. '|') then open = open + 1 end
      end
    end
  end
end
return { opened, redis.call('ZCARD', answers), tonumber(ended[1] or 0), tonumber(ended[2] or 0), open }
