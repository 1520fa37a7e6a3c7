-- Passes a held handoff on: to the queue of a skill, or as an offer to an agent who can take it. The original score stays.
-- KEYS state, leases, load, capacity, skips, queue, conv, turns, outbox
-- ARGV now, id, agent, token, target agent or '', target skill, new token, lease until (ms), skip the giver until (ms), conversation, notice
-- Replies {1, last seq} · {-10} lease lost · {-8} unknown · {-11} the target is not present or full
--- @include append-turns
--- @include handoff-state
--- @include skip-agent
local state, leases, load, capacity, skips, queue, conv, turns, outbox = unpack(KEYS)
local now, id, agent, token, target, skill, new_token, til, skip_until, conversation, notice = unpack(ARGV)

local s = read_state(state, id)
if not s then
  return { -8 }
end
if not has_lease(s, 'H', agent, token, now) then
  return { -10 }
end

if target ~= '' then
  local room = redis.call('HGET', capacity, target)
  if target == agent or not room or tonumber(redis.call('HGET', load, target) or '0') >= tonumber(room) then
    return { -11 }
  end
  redis.call('HINCRBY', load, target, 1)
  redis.call('ZADD', leases, til, id)
  s.state, s.token, s.til = 'O', new_token, til
else
  redis.call('ZREM', leases, id)
  redis.call('ZADD', queue, s.score, id)
  s.state, s.token, s.til = 'W', '', ''
end
redis.call('HINCRBY', load, s.holder, -1)
skip_agent(skips, id, s.holder, skip_until, now)
s.holder, s.skill = target, skill
write_state(state, id, s)
redis.call('HSET', conv, 'owner', 'Q', 'agent', '')
local seq = append_turns(conv, turns, now, { notice })
notify_outbox(conv, outbox, now, conversation)
return { 1, seq }
