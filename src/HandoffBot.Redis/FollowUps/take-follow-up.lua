-- A named person takes a follow-up upon them. A handoff that still waits leaves the queue with it, accounted as a follow-up owed.
-- KEYS states, and with a handoff: handoffs, queue, conv, turns, outbox, hour, day
-- ARGV now, id, agent, also from another (0|1), handoff or '', skill (whose queue was passed), conversation, closing record, notice, figure…
-- Replies {1} · {-8} unknown · {-9} the handoff is in another skill's queue · {-13} somebody else has it · {-14} it has ended
--- @include append-turns
--- @include handoff-state
--- @include follow-up-state
local states, handoffs, queue, conv, turns, outbox, hour, day = unpack(KEYS)
local now, id, agent, instead, handoff, skill, conversation, closing, notice = unpack(ARGV, 1, 9)

local f = read_follow_up(states, id)
if not f then
  return { -8 }
end
if f.state ~= 'O' then
  return { -14 }
end
if f.taken == '1' and f.owner ~= agent and instead ~= '1' then
  return { -13 }
end

local s = handoff ~= '' and read_state(handoffs, handoff)
if s and s.state == 'W' then
  if s.skill ~= skill then
    return { -9 }
  end
  redis.call('ZREM', queue, handoff)
  if s.answered == '' then
    redis.call('HINCRBY', day, 'followUpOwed', '1')
  end
  for i = 10, #ARGV do
    redis.call('HINCRBY', hour, ARGV[i], '1')
  end
  local flow = read_flow(conv)
  append_turns(conv, turns, flow, now, { notice }, { 'owner', 'B', 'agent', '', 'handoff', '', 'memory', '' }, true)
  notify_outbox(flow, outbox, now, conversation)
  s.state, s.holder, s.til = 'C', agent, ''
  trail(s, now, 'taken_as_follow_up', agent, id)
  write_state(handoffs, handoff, s, 'x:' .. handoff, closing)
end
f.owner, f.taken = agent, '1'
write_follow_up(states, id, f)
return { 1 }
