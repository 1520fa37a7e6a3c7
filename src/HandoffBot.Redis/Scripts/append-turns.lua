-- Included. What every change of a conversation needs to know, in one read: {version, time of the last turn, has a connector, owner}.
local function read_flow(conv)
  return redis.call('HMGET', conv, 'version', 'last_at', 'connector', 'owner')
end
-- Included. Appends turns with strictly rising times, raises the version and writes the changed fields, in as few commands as it takes.
-- bodies: turn records without their time; changes: field, value, … Returns the last sequence number.
local function append_turns(conv, turns, flow, now, bodies, changes)
  local at, last, seq = tonumber(now), tonumber(flow[2] or 0), nil
  for i = 1, #bodies do
    if at <= last then at = last + 1 end
    last = at
    seq = redis.call('RPUSH', turns, string.format('%.0f ', at) .. bodies[i])
  end
  redis.call('HSET', conv, 'version', string.format('%.0f', (flow[1] or 0) + 1), 'last_at', string.format('%.0f', last), unpack(changes))
  return seq or redis.call('LLEN', turns)
end
-- Included. Makes the outbox look at a conversation whose channel has to be sent to; an entry that is there stays as it is.
local function notify_outbox(flow, outbox, now, id)
  if flow[3] == '1' then
    redis.call('ZADD', outbox, 'NX', now, id)
  end
end
