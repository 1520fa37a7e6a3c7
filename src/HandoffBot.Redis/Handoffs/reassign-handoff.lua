-- A supervisor gives a handoff that is not closed to the queue of a skill, or offers it to an agent who can take it, whoever had it. The original score stays.
-- KEYS handoffs, leases, queue (where it is from), target queue, conv, turns, outbox, notes
-- ARGV now, id, supervisor, state record as the caller saw it, target agent or '', target skill, new token, lease until (ms), skip the old holder until (ms),
--      conversation, notice or '', claim of the target (see agent-room.lua), note or ''
-- Replies {1, last seq} · {-1} it has changed since the caller looked · {-7} closed · {-8} unknown · {-11} the target is not present or full
--         · {-15} a newer claim of the target came first
--- @include append-turns
--- @include handoff-state
--- @include skip-agent
--- @include agent-room
local handoffs, leases, queue, target_queue, conv, turns, outbox, notes = unpack(KEYS)
local now, id, supervisor, held_by, target, skill, new_token, til, skip_until, conversation, notice, claim, note = unpack(ARGV)

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
if s.state == 'C' then
  return { -7 }
end
if s.state .. '|' .. s.skill .. '|' .. s.holder .. '|' .. s.token ~= held_by then
  return { -1 }
end
-- Repeating is harmless: it is there already.
if s.skill == skill and ((target == '' and s.state == 'W') or (target ~= '' and s.holder == target)) then
  return { 1, redis.call('LLEN', turns) }
end
if target ~= '' then
  local refusal = refuse_work(handoffs, target, claim)
  if refusal then
    return { refusal == -15 and -15 or -11 }
  end
end

local was_held = s.state == 'H'
if s.state == 'W' then
  redis.call('ZREM', queue, id)
else
  change_load(handoffs, s.holder, -1)
  skip_agent(s, s.holder, skip_until, now)
end
if target ~= '' then
  change_load(handoffs, target, 1)
  redis.call('ZADD', leases, til, id)
  s.state, s.holder, s.token, s.til = 'O', target, new_token, til
else
  redis.call('ZREM', leases, id)
  redis.call('ZADD', target_queue, s.score, id)
  s.state, s.holder, s.token, s.til = 'W', '', '', ''
end
s.skill = skill
trail(s, now, 'reassigned', supervisor, target ~= '' and target or skill)
write_state(handoffs, id, s)
if note ~= '' then
  redis.call('RPUSH', notes, note)
end
-- A customer who still waits and is told nothing has nothing new: their version stays, and with it a withdrawal they are confirming.
if notice == '' and not was_held then
  return { 1, redis.call('LLEN', turns) }
end
local flow = read_flow(conv)
local seq = append_turns(conv, turns, flow, now, notice ~= '' and { notice } or {}, was_held and { 'owner', 'Q', 'agent', '' } or {})
notify_outbox(flow, outbox, now, conversation)
return { 1, seq }
