-- Included. Appends turns to a transcript with strictly rising times and keeps the conversation's figures in step.
-- conv, turns: keys; now: ms as text; bodies: turn records without their time. Returns the last sequence number and time.
local function append_turns(conv, turns, now, bodies)
  local at = tonumber(now)
  local last = tonumber(redis.call('HGET', conv, 'last_at') or '0')
  local seq
  for _, body in ipairs(bodies) do
    if at <= last then at = last + 1 end
    last = at
    seq = redis.call('RPUSH', turns, string.format('%.0f', at) .. ' ' .. body)
  end
  if seq then
    redis.call('HSET', conv, 'last_at', string.format('%.0f', last))
  end
  redis.call('HINCRBY', conv, 'version', 1)
  return seq or redis.call('LLEN', turns)
end
-- Included. Makes the outbox look at a conversation whose channel has to be sent to; an entry that is there stays as it is.
local function notify_outbox(conv, outbox, now, id)
  if redis.call('HGET', conv, 'connector') == '1' then
    redis.call('ZADD', outbox, 'NX', now, id)
  end
end
