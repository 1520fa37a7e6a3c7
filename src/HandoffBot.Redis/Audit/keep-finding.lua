-- Included. Keeps what the auditor found, "first seen|last seen|repaired at or ''|detail": 1 when it is new, or here again after it was repaired; else 0.
local function keep_finding(findings, now, kind, subject, repaired, detail)
  local field = kind .. '|' .. subject
  local known = redis.call('HGET', findings, field)
  local first, was_repaired
  if known then first, was_repaired = string.match(known, '^(%d+)|%d+|(%d*)|') end
  local is_new = not first or was_repaired ~= ''
  redis.call('HSET', findings, field, table.concat({ is_new and now or first, now, repaired and now or '', detail }, '|'))
  return is_new and 1 or 0
end
