-- Included. A follow-up's changing part is one field: state|owner|taken|mark.
-- state: O open, D done, W withdrawn; taken: 1 when a named person has it; mark: 0 none, 1 reminded, 2 overdue.
local function read_follow_up(key, id)
  local packed = redis.call('HGET', key, id)
  if not packed then return nil end
  local f = {}
  f.state, f.owner, f.taken, f.mark = string.match(packed, '^(%a)|([^|]*)|(%d)|(%d)$')
  return f
end
local function write_follow_up(key, id, f)
  redis.call('HSET', key, id, table.concat({ f.state, f.owner, f.taken, f.mark }, '|'))
end
