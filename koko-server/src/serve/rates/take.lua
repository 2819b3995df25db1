-- Takes so many texts of what a key may still ask, if there are as many: the generic cell rate algorithm, by this server's clock.
-- KEYS[1]: the key's record, the moment (in microseconds) at which all is there again.
-- ARGV: microseconds for one text, texts that may be asked at once, texts that are wanted.
-- Returns whether they were taken, how many are left, and else in how many microseconds there are as many.
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local each, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now)
local after = full + wanted * each
local wait = after - burst * each - now
if wait > 0 then
  return {0, math.max(0, math.floor((now + burst * each - full) / each)), math.ceil(wait)}
end
redis.call('SET', KEYS[1], string.format('%.0f', math.ceil(after)), 'PX', math.ceil((after - now) / 1000) + 1)
return {1, math.floor((now + burst * each - after) / each + 0.001), 0}
