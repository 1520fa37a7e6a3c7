-- Forgets an alert that was taken or is given up.
-- KEYS alerts, tries, attempts
-- ARGV id
-- Replies 1
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[1])
return 1
