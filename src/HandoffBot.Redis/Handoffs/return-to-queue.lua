-- Puts an offered or held handoff back at its original place, because its agent gave it up or because the lease is over.
-- KEYS state, leases, load, skips, queue, conv, turns, outbox
-- ARGV now, id, token, only when expired (0|1), skip the agent until (ms), conversation, notice or '', skill (whose queue was passed)
-- Replies {1, last seq} · {-10} lease lost, renewed in time, or closed · {-8} unknown · {-9} it belongs to another skill's queue
--- @include append-turns
--- @include handoff-state
--- @include skip-agent
local state, leases, load, skips, queue, conv, turns, outbox = unpack(KEYS)
local now, id, token, only_expired, skip_until, conversation, notice, skill = unpack(ARGV)

local s = read_state(state, id)
if not s then
  return { -8 }
end
if s.token ~= token or (s.state ~= 'O' and s.state ~= 'H') then
  return { -10 }
end
if only_expired == '1' and tonumber(s.til) > tonumber(now) then
  return { -10 }
end
if s.skill ~= skill then
  return { -9 }
end

redis.call('ZREM', leases, id)
redis.call('HINCRBY', load, s.holder, -1)
redis.call('ZADD', queue, s.score, id)
skip_agent(skips, id, s.holder, skip_until, now)
redis.call('HSET', conv, 'owner', 'Q', 'agent', '')
local seq = append_turns(conv, turns, now, notice ~= '' and { notice } or {})
notify_outbox(conv, outbox, now, conversation)
s.state, s.holder, s.token, s.til = 'W', '', '', ''
write_state(state, id, s)
return { 1, seq }
