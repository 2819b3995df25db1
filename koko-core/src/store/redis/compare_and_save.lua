-- Replaces a record if it has the expected version. Knows no format: a record is 8 bytes of version and then anything.
--
-- KEYS[1]  the record
-- ARGV[1]  the expected version, 8 bytes, or nothing: it must not exist
-- ARGV[2]  'S' to save, 'D' to delete
-- ARGV[3]  the new contents
-- ARGV[4]  how long they are kept, in milliseconds, or nothing: for good
--
-- Answers 'S' and the new version, or 'C' and what the record holds now.
--
-- A deleted record leaves its version behind for an hour, with the first bit set, so that the next one is larger even if
-- the clock of the server was put back meanwhile.
local present = redis.call('GET', KEYS[1])
local version, last = '', 0
if present then
  last = struct.unpack('>I8', '\0' .. string.sub(present, 2, 8))
  if string.byte(present) < 128 then
    version = string.sub(present, 1, 8)
  end
end
if version ~= ARGV[1] then
  return version == '' and 'C' or 'C' .. present
end
local time = redis.call('TIME')
local stamp = struct.pack('>I8', math.max(last + 1, time[1] * 1000000 + time[2]))
if ARGV[2] == 'D' then
  redis.call('SET', KEYS[1], '\128' .. string.sub(stamp, 2), 'PX', 3600000)
elseif ARGV[4] == '' then
  redis.call('SET', KEYS[1], stamp .. ARGV[3])
else
  redis.call('SET', KEYS[1], stamp .. ARGV[3], 'PX', ARGV[4])
end
return 'S' .. stamp
