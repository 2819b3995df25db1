-- A client for wrk: sends the bodies of a file, one a line, one after the other, and counts what comes back.
--
--   wrk … -s client.lua URL -- BODIES

local bodies, next_body = {}, 0
statuses, refused_without_time, missing = {}, 0, 0

local threads = {}
function setup(thread) table.insert(threads, thread) end

function init(arguments)
  for line in io.lines(arguments[1]) do bodies[#bodies + 1] = line end
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
end

function request()
  next_body = next_body % #bodies + 1
  return wrk.format(nil, nil, nil, bodies[next_body])
end

function response(status, headers, body)
  statuses[status] = (statuses[status] or 0) + 1
  if status == 200 then
    -- Of many texts in one request, some may have been refused.
    local from = 1
    while true do
      local _, to = string.find(body, '"error":{', from, true)
      if not to then break end
      from, missing = to, missing + 1
    end
  elseif status == 429 or status == 503 then
    local after
    for name, value in pairs(headers) do
      if string.lower(name) == "retry-after" then after = tonumber(value) end
    end
    if not after or after < 1 then refused_without_time = refused_without_time + 1 end
  end
end

function done(summary, latency, _)
  local counts, without, texts = {}, 0, 0
  for _, thread in ipairs(threads) do
    for status, count in pairs(thread:get("statuses")) do counts[status] = (counts[status] or 0) + count end
    without = without + thread:get("refused_without_time")
    texts = texts + thread:get("missing")
  end
  local each = {}
  for status, count in pairs(counts) do each[#each + 1] = string.format('"%d": %d', status, count) end
  local errors = summary.errors
  io.write(string.format(
    '\n{"seconds": %f, "statuses": {%s}, "refused_without_time": %d, "missing_texts": %d, ' ..
    '"broken": %d, "timeouts": %d, "p50_ms": %f, "p99_ms": %f}\n',
    summary.duration / 1e6, table.concat(each, ", "), without, texts,
    errors.connect + errors.read + errors.write, errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
