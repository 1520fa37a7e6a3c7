-- Commits the bot's handling of customer turns: words, decisions, memory, and a handoff if there is one. The bot must still own the conversation at the
-- version that the reply was computed for; a late reply is refused here, not by good manners.
-- KEYS conv, turns, pending, outbox, hour, and with a handoff: handoffs, queue
-- ARGV now, id, expected version, answered seq, memory, handoff id or '', handoff, state, score, expected ahead or '',
--      language or '', reply count, decision count, reply…, ("d:seq", decision)…, figure…
-- Replies {1, 0} · {-1, 0} conflict · {-2, 0} not the bot's · {-3, ahead} another place than the notice says
--- @include append-turns
local conv, turns, pending, outbox, hour, handoffs, queue = unpack(KEYS)
local now, id, version, answered, memory, handoff, record, packed, score, expected_ahead, language = unpack(ARGV, 1, 11)
local first_decision = 14 + tonumber(ARGV[12])
local first_figure = first_decision + 2 * tonumber(ARGV[13])

local flow = read_flow(conv)
if flow[4] and flow[4] ~= 'B' then
  return { -2, 0 }
end
if flow[1] ~= version then
  return { -1, 0 }
end

local changes = { 'answered', answered, 'memory', memory, unpack(ARGV, first_decision, first_figure - 1) }
if language ~= '' then
  changes[#changes + 1], changes[#changes + 2] = 'language', language
end
if handoff ~= '' then
  if expected_ahead ~= '' then
    local ahead = redis.call('ZCOUNT', queue, '-inf', score)
    if ahead ~= tonumber(expected_ahead) then
      return { -3, ahead }
    end
  end
  redis.call('HSET', handoffs, handoff, packed .. '\n' .. now .. '|opened|bot|\n', 'r:' .. handoff, record)
  redis.call('ZADD', queue, score, handoff)
  local at = #changes
  changes[at + 1], changes[at + 2], changes[at + 3], changes[at + 4] = 'owner', 'Q', 'handoff', handoff
end

append_turns(conv, turns, flow, now, { unpack(ARGV, 14, first_decision - 1) }, changes)
for i = first_figure, #ARGV do
  redis.call('HINCRBY', hour, ARGV[i], '1')
end
redis.call('ZREM', pending, id)
notify_outbox(flow, outbox, now, id)
return { 1, 0 }
