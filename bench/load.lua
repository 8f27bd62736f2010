-- wrk: send each prepared request once. Thread N reads N.bin from the folder given after --:
-- eight digits of length, then the request. When they run out the connection idles on a
-- request that is refused and counted as such, so a run never counts a request twice.
local threads = {}

function setup(thread)
  thread:set("id", #threads)
  table.insert(threads, thread)
end

function init(args)
  refused = 0
  file = io.open(args[1] .. "/" .. id .. ".bin", "rb")
end

function request()
  local length = file:read(8)
  if length == nil then
    return "GET /device/v1/settings HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n"
  end
  return file:read(tonumber(length))
end

function response(status)
  if status ~= 200 then refused = refused + 1 end
end

function done(summary, latency)
  local refused = 0
  for _, thread in ipairs(threads) do refused = refused + thread:get("refused") end
  local e = summary.errors
  print(string.format(
    '{"requests":%d,"refused":%d,"broken":%d,"us":%d,"p50_us":%d,"p99_us":%d}',
    summary.requests, refused, e.connect + e.read + e.write + e.timeout, summary.duration,
    latency:percentile(50), latency:percentile(99)))
end
