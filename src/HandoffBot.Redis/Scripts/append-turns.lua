-- Included. What every change of a conversation needs to know, in one read: {version, time of the last turn, has a connector, owner}.
local function read_flow(conv)
  return redis.call('HMGET', conv, 'version', 'last_at', 'connector', 'owner')
end
-- Included. Appends turns with strictly rising times, raises the version and writes the changed fields, in as few commands as it takes.
-- bodies: turn records without their time; changes: field, value, …; all_answered: nothing is left to answer, these turns included. Returns the last sequence number.
-- Numbers go to Redis as text: it writes a number with 17 digits first, which costs as much as a small command.
local function append_turns(conv, turns, flow, now, bodies, changes, all_answered)
  local at, last, count = now, flow[2], #bodies
  for i = 1, count do
    if last and tonumber(at) <= tonumber(last) then at = string.format('%d', last + 1) end
    last = at
    bodies[i] = at .. ' ' .. bodies[i]
  end
  local seq = count > 0 and redis.call('RPUSH', turns, unpack(bodies)) or redis.call('LLEN', turns)
  if all_answered then
    changes[#changes + 1] = 'answered'
    changes[#changes + 1] = string.format('%d', seq)
  end
  redis.call('HSET', conv, 'version', string.format('%d', (flow[1] or 0) + 1), 'last_at', last or '0', unpack(changes))
  return seq
end
-- Included. Makes the outbox look at a conversation whose channel has to be sent to; an entry that is there stays as it is.
local function notify_outbox(flow, outbox, now, id)
  if flow[3] == '1' then
    redis.call('ZADD', outbox, 'NX', now, id)
  end
end
