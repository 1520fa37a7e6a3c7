-- Passes a held handoff on: to the queue of a skill, or as an offer to an agent who can take it. The original score stays.
-- KEYS handoffs, leases, queue, conv, turns, outbox, notes
-- ARGV now, id, agent, token, target agent or '', target skill, new token, lease until (ms), skip the giver until (ms), conversation, notice,
--      claim of the target (see agent-room.lua), note or ''
-- Replies {1, last seq} · {-8} unknown · {-10} lease lost · {-11} the target is not present or full · {-15} a newer claim of the target came first
--- @include append-turns
--- @include handoff-state
--- @include skip-agent
--- @include agent-room
local handoffs, leases, queue, conv, turns, outbox, notes = unpack(KEYS)
local now, id, agent, token, target, skill, new_token, til, skip_until, conversation, notice, claim, note = unpack(ARGV)

local s = read_state(handoffs, id)
if not s then
  return { -8 }
end
if not has_lease(s, 'H', agent, token, now) then
  return { -10 }
end

-- Offered to a person it stays in its skill, however old the caller's copy is.
if target ~= '' then
  local refusal = refuse_work(handoffs, target, claim)
  if target == agent or refusal then
    return { refusal == -15 and -15 or -11 }
  end
  change_load(handoffs, target, 1)
  redis.call('ZADD', leases, til, id)
  s.state, s.token, s.til = 'O', new_token, til
else
  redis.call('ZREM', leases, id)
  redis.call('ZADD', queue, s.score, id)
  s.state, s.token, s.til, s.skill = 'W', '', '', skill
end
change_load(handoffs, agent, -1)
skip_agent(s, agent, skip_until, now)
s.holder = target
trail(s, now, 'transferred', agent, target ~= '' and target or skill)
write_state(handoffs, id, s)
if note ~= '' then
  redis.call('RPUSH', notes, note)
end
local flow = read_flow(conv)
local seq = append_turns(conv, turns, flow, now, { notice }, { 'owner', 'Q', 'agent', '' })
notify_outbox(flow, outbox, now, conversation)
return { 1, seq }
