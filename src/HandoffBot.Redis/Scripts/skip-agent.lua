-- Included. Who is passed over for a handoff, and until when: one field per handoff, "agent=until;agent=until;".
local function skip_agent(skips, id, agent, til, now)
  if tonumber(til) <= tonumber(now) then return end
  local kept = agent .. '=' .. til .. ';'
  for who, when in string.gmatch(redis.call('HGET', skips, id) or '', '([^=;]+)=(%d+);') do
    if who ~= agent and tonumber(when) > tonumber(now) then kept = kept .. who .. '=' .. when .. ';' end
  end
  redis.call('HSET', skips, id, kept)
end
