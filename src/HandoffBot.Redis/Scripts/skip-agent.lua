-- Included. Passes an agent over for a handoff until an instant; entries that are over are dropped.
local function skip_agent(s, agent, til, now)
  if tonumber(til) <= tonumber(now) then return end
  local kept = agent .. '=' .. til .. ';'
  for who, when in string.gmatch(s.skips, '([^=;]+)=(%d+);') do
    if who ~= agent and tonumber(when) > tonumber(now) then kept = kept .. who .. '=' .. when .. ';' end
  end
  s.skips = kept
end
