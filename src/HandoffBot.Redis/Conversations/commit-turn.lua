-- Commits the bot's handling of customer turns: words, decisions, memory, and a handoff if there is one. The bot must still own the conversation at the
-- version that the reply was computed for; a late reply is refused here, not by good manners.
-- KEYS conv, turns, decisions, pending, outbox, hour, and with a handoff: handoffs, state, queue, day
-- ARGV now, id, expected version, answered seq, memory, handoff id or '', handoff, skill, score, expected ahead or '', day,
--      reply count, decision count, reply…, (seq, decision)…, counter…
-- Replies {1, 0} · {-1, 0} conflict · {-2, 0} not the bot's · {-3, ahead} another place than the notice says
--- @include append-turns
local conv, turns, decisions, pending, outbox, hour, handoffs, state, queue, day_key = unpack(KEYS)
local now, id, version, answered, memory, handoff, record, skill, score, expected_ahead, day = unpack(ARGV, 1, 11)
local reply_count, decision_count = tonumber(ARGV[12]), tonumber(ARGV[13])
local first_decision = 14 + reply_count
local first_counter = first_decision + 2 * decision_count

local is = redis.call('HMGET', conv, 'version', 'owner')
if is[2] ~= 'B' then
  return { is[2] and -2 or -1, 0 }
end
if is[1] ~= version then
  return { -1, 0 }
end

if handoff ~= '' and expected_ahead ~= '' then
  local ahead = redis.call('ZCOUNT', queue, '-inf', score)
  if ahead ~= tonumber(expected_ahead) then
    return { -3, ahead }
  end
end

append_turns(conv, turns, now, { unpack(ARGV, 14, first_decision - 1) })
redis.call('HSET', decisions, unpack(ARGV, first_decision, first_counter - 1))
for i = first_counter, #ARGV do
  redis.call('HINCRBY', hour, ARGV[i], 1)
end

if handoff ~= '' then
  redis.call('HSET', handoffs, handoff, record)
  redis.call('HSET', state, handoff, table.concat({ 'W', skill, score, '', '', '', '', day }, '|'))
  redis.call('ZADD', queue, score, handoff)
  redis.call('HINCRBY', day_key, 'opened', 1)
  redis.call('HSET', conv, 'answered', answered, 'memory', memory, 'owner', 'Q', 'handoff', handoff)
else
  redis.call('HSET', conv, 'answered', answered, 'memory', memory)
end
redis.call('ZREM', pending, id)
notify_outbox(conv, outbox, now, id)
return { 1, 0 }
